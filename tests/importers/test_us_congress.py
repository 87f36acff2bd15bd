"""Bills: official files against facts that were researched apart, and each form as a small text."""

import gzip
import itertools
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from official_files import opened
from small_project import Project, Row, do_import, imported

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, us_congress
from magnitsky_data.importers.bill_numbers import BILL_TYPES, bill_id, bill_number, ordinal
from magnitsky_data.importers.us_congress.actions import PATTERNS, classify, roll_number
from magnitsky_data.importers.us_congress.titles import KINDS, STAGES, read_title

# What the fact sheet calls a stage.
STAGE = {"referred": "in_committee", "agreed_to": "adopted", "became_law": "enacted", "passed_house": "passed_one_chamber", "passed_senate": "passed_one_chamber"}  # fmt: skip


@pytest.fixture(scope="module")
def bills(read_all: Callable[..., dict[str, list[tuple[str, Extract]]]]) -> dict[str, Extract]:
    found = read_all("us_congress", "bills")
    assert all(len(extracts) == 1 for extracts in found.values())
    return {unit: extracts[0][1] for unit, extracts in found.items()}


@pytest.fixture(scope="module")
def us_bills(facts: Callable[[str], list[Row]]) -> dict[str, Row]:
    return {row["bill_id"]: row for row in facts("us_bills")}


def cosponsors(extract: Extract) -> list[Row]:
    return [row for row in extract.tables["sponsorships"] if row["role"] == "cosponsor"]


def is_as_of_the_facts(extract: Extract, fact: Row) -> bool:
    """Whether the fact sheet was written from a record of the same day, not from a later one."""
    return extract.tables["bills"][0]["status_as_of_date"] == fact["data_as_of"]


def test_every_bill_of_the_sources_is_read(bills: dict[str, Extract], sources: Path) -> None:
    assert len(bills) == sum(1 for f in (sources / "us-congress" / "bills").rglob("*") if f.is_file())
    forms = {extract.source["source_id"].partition("-20")[0] for extract in bills.values()}
    assert forms == {"us-billstatus", "us-bill-json", "us-bill-api"}


def test_introduction_and_sponsor_are_those_of_the_facts(bills: dict[str, Extract], us_bills: dict[str, Row]) -> None:
    for unit, extract in bills.items():
        bill, fact = extract.tables["bills"][0], us_bills[unit]
        (sponsor,) = (row for row in extract.tables["sponsorships"] if row["role"] == "sponsor")
        assert (unit, bill["introduced_date"]) == (unit, fact["introduced_date"])
        assert (unit, sponsor["legislator_id"]) == (unit, f"us-bioguide-{fact['sponsor_bioguide']}")
        assert (unit, sponsor["joined_date"], sponsor["is_original"]) == (unit, fact["introduced_date"], "")
        assert (unit, bill["official_title"]) == (unit, fact["official_title"])


def test_stages_are_those_of_the_facts(bills: dict[str, Extract], us_bills: dict[str, Row]) -> None:
    compared = 0
    for unit, extract in bills.items():
        fact = us_bills[unit]
        if is_as_of_the_facts(extract, fact):
            compared += 1
            assert (unit, extract.tables["bills"][0]["status"]) == (unit, STAGE.get(fact["status"], fact["status"]))
    assert compared > 75


def test_cosponsors_are_those_of_the_facts(
    bills: dict[str, Extract], us_bills: dict[str, Row], facts: Callable[[str], list[Row]]
) -> None:
    """Who joined on which day. A record older than the fact sheet may lack those who joined after it."""
    joined: dict[str, set[tuple[str, str]]] = {}
    for row in facts("us_cosponsors"):
        if row["role"] == "cosponsor":
            joined.setdefault(row["bill_id"], set()).add((f"us-bioguide-{row['bioguide_id']}", row["date_joined"]))
    for unit, extract in bills.items():
        seen = extract.tables["bills"][0]["status_as_of_date"]
        fact = us_bills[unit]
        expected = joined.get(unit, set())
        if is_as_of_the_facts(extract, fact):
            assert (unit, len(cosponsors(extract))) == (unit, int(fact["cosponsor_count"]))
        else:
            expected = {(member, day) for member, day in expected if day <= seen}
        assert (unit, {(r["legislator_id"], r["joined_date"]) for r in cosponsors(extract)}) == (unit, expected)


def test_original_cosponsors_before_the_119th_congress(bills: dict[str, Extract], us_bills: dict[str, Row]) -> None:
    """The fact sheet marks every cosponsor of the 119th as original; its records do not."""
    for unit, extract in bills.items():
        if not unit.startswith("us-119-"):
            original = sum(row["is_original"] == "true" for row in cosponsors(extract))
            assert (unit, original) == (unit, int(us_bills[unit]["original_cosponsor_count"]))


def test_original_cosponsors_of_the_119th_as_marked_in_the_record(bills: dict[str, Extract], sources: Path) -> None:
    marked = 0
    for path in sorted((sources / "us-congress" / "bills" / "119").iterdir()):
        kind, number = re.match(r"([a-z]+)(\d+)\.", path.name).groups()
        block = (
            gzip.decompress(path.read_bytes()).decode().partition("## API Data: cosponsors\n")[2].partition("\n## ")[0]
        )
        said = len(re.findall('"isOriginalCosponsor": "True"', block))
        unit = bill_id(119, kind, int(number))
        assert (unit, sum(row["is_original"] == "true" for row in cosponsors(bills[unit]))) == (unit, said)
        marked += said
    assert marked > 100


@pytest.mark.parametrize(
    ("unit", "count", "original"),
    # Counted on the prints as introduced, and for S. 1039 on the reported print: notes/us_legislation.md, README of the facts.
    [("us-112-s-1039", 38, 13), ("us-112-hr-4405", 80, 15), ("us-113-s-1933", 10, 7), ("us-114-s-284", 10, 8), ("us-114-hr-624", 68, 1)],
)  # fmt: skip
def test_cosponsors_as_printed(unit: str, count: int, original: int, bills: dict[str, Extract]) -> None:
    found = cosponsors(bills[unit])
    assert len(found) == count
    assert sum(row["is_original"] == "true" for row in found) == original


def test_mccain_and_seventeen_others(bills: dict[str, Extract]) -> None:
    """S. 1039 had exactly 18 cosponsors from 2011-06-20 to 2011-08-01, McCain among them (README of the facts)."""
    for day in ("2011-06-20", "2011-08-01"):
        then = [row for row in cosponsors(bills["us-112-s-1039"]) if row["joined_date"] <= day]
        assert len(then) == 18
        assert "us-bioguide-M000303" in {row["legislator_id"] for row in then}


def test_the_act_of_2012(bills: dict[str, Extract]) -> None:
    bill = bills["us-112-hr-6156"].tables["bills"][0]
    assert (bill["status"], bill["status_date"], bill["law_id"]) == ("enacted", "2012-12-14", "us-pl-112-208")
    calls = [row for row in bills["us-112-hr-6156"].tables["bill_actions"] if row["roll_call_number"]]
    assert {(row["chamber_id"], row["action_date"], row["roll_call_number"], row["vote_id"]) for row in calls} >= {
        ("us-house", "2012-11-16", "608", "us-112-2012-h-608"),
        ("us-senate", "2012-12-06", "223", "us-112-2012-s-223"),
    }
    # A trade bill until November 2012: its cosponsors joined in July and August.
    assert {row["joined_date"][:7] for row in cosponsors(bills["us-112-hr-6156"])} <= {"2012-07", "2012-08"}


def test_roll_calls_of_the_facts_stand_in_the_steps(
    bills: dict[str, Extract], facts: Callable[[str], list[Row]]
) -> None:
    """Each roll call on a bill is a step of it, unless the record ends before the vote."""
    for vote in facts("us_votes"):
        extract = bills.get(vote["bill_id"])
        if extract and vote["date"] <= extract.tables["bills"][0]["status_as_of_date"]:
            named = {row["vote_id"] for row in extract.tables["bill_actions"]}
            assert vote["vote_id"] in named


def test_members_by_thomas_id(bills: dict[str, Extract], sources: Path) -> None:
    """Records of the 112th Congress have no Bioguide ids: 01010 is Sanders, 00174 Cardin."""
    assert "bioguide_id" not in (sources / "us-congress/bills/112/s1039.data.json").read_text(encoding="utf-8")
    sponsor = bills["us-112-s-1039"].tables["sponsorships"][0]
    assert (sponsor["role"], sponsor["legislator_id"]) == ("sponsor", "us-bioguide-C000141")


# Samples of formats


def test_withdrawn_cosponsor_stays_with_the_day(sources: Path, context: Context) -> None:
    """Wicker left S. 3169 (117th) eight days after he had joined."""
    path = sources / "format-samples" / "us-congress" / "BILLSTATUS-117s3169.xml"
    extract = read_official(path, context, "us-117-s-3169")
    found = {row["legislator_id"][-7:]: (row["joined_date"], row["withdrawn_date"]) for row in cosponsors(extract)}
    assert found["W000437"] == ("2021-12-09", "2021-12-17")
    assert [day for _, day in found.values() if day] == ["2021-12-17"]
    assert len(found) == 5


def test_trimmed_copy_is_refused(sources: Path, context: Context) -> None:
    """The sample of H.R. 7730 lost its dates of update and the cosponsors their ids: no record of a day."""
    path = sources / "format-samples" / "us-congress" / "BILLSTATUS-119hr7730.2026-10-05.trimmed.xml"
    with pytest.raises(ImportRefused, match="bill has no updateDate; truncated or of another format"):
        read_official(path, context, "us-119-hr-7730")


def read_official(path: Path, context: Context, unit: str) -> Extract:

    chosen = replace(context, bills=context.bills | {unit})
    (extract,) = us_congress.read(opened(path), chosen)
    assert extract.unit == unit
    return extract


# Small texts of each form

FORMS = ("BILLSTATUS-114s284.xml", "s284.data.json", "s284.metadata.md")


@pytest.mark.parametrize("name", FORMS)
def test_small_file(name: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]) -> None:
    extract = read_small(name, small_files[name])
    (bill,) = extract.tables["bills"]
    expected = {
        "bill_id": "us-114-s-284", "number": "S. 284", "session": "114", "chamber_id": "us-senate", "bill_type": "bill",
        "short_title": "Global Magnitsky Human Rights Accountability Act", "introduced_date": "2015-01-28", "status": "introduced",
        "status_date": "2015-01-28", "law_id": "",
    }  # fmt: skip
    assert {column: bill[column] for column in expected} == expected
    sponsors = [
        (r["role"], r["legislator_id"], r["joined_date"], r["is_original"]) for r in extract.tables["sponsorships"]
    ]
    assert sponsors == [
        ("sponsor", "us-bioguide-C000141", "2015-01-28", ""),
        ("cosponsor", "us-bioguide-M000303", "2015-01-28", "true"),
    ]
    assert [(r["sequence"], r["action_type"], r["chamber_id"]) for r in extract.tables["bill_actions"]] == [
        ("1", "introduced", "us-senate")
    ]
    relations = [
        (r["related_bill_number"], r["related_bill_id"], r["relation_type"]) for r in extract.tables["bill_relations"]
    ]
    assert relations == ([] if name.endswith(".md") else [("H.R. 624 (114th)", "us-114-hr-624", "related")])


UNKNOWN = [
    ("BILLSTATUS-114s284.xml", "<bill>", "<archive/><bill>"),
    ("BILLSTATUS-114s284.xml", "<congress>114</congress>\n", "<congress>114</congress><veto/>\n"),
    ("BILLSTATUS-114s284.xml", "<titleType>", "<veto/><titleType>"),
    ("BILLSTATUS-114s284.xml", "<actionCode>", "<veto/><actionCode>"),
    ("BILLSTATUS-114s284.xml", "<bioguideId>M000303", "<veto/><bioguideId>M000303"),
    ("BILLSTATUS-114s284.xml", "<type>Related", "<veto/><type>Related"),
    ("s284.data.json", '"bill_type"', '"veto": 1, "bill_type"'),
    ("s284.data.json", '"acted_at"', '"veto": 1, "acted_at"'),
    ("s284.data.json", '"sponsored_at"', '"veto": 1, "sponsored_at"'),
    ("s284.data.json", '"reason"', '"veto": 1, "reason"'),
    ("s284.data.json", '"as"', '"veto": 1, "as"'),
    ("s284.metadata.md", "## API Data: titles", "## API Data: veto\n\n```json\n{}\n```\n\n## API Data: titles"),
    ("s284.metadata.md", '"introducedDate"', '"veto": 1, "introducedDate"'),
    ("s284.metadata.md", '"actionDate"', '"veto": 1, "actionDate"'),
    ("s284.metadata.md", '"sponsorshipDate"', '"veto": 1, "sponsorshipDate"'),
    ("s284.metadata.md", '"titleType"', '"veto": 1, "titleType"'),
    ("s284.metadata.md", '"code": "9"', '"veto": 1, "code": "9"'),
]


@pytest.mark.parametrize(("name", "old", "new"), UNKNOWN)
def test_unknown_field(
    name: str, old: str, new: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    assert old in small_files[name]
    with pytest.raises(
        ImportRefused, match=rf"^{re.escape(name)}.*field '(veto|archive)' is new; expected one of .*teach the importer"
    ):
        read_small(name, small_files[name].replace(old, new, 1))


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("tenth", range(10))
def test_truncated_anywhere(
    name: str, tenth: int, small_files: dict[str, str], empty: Project, put: Callable[..., Path]
) -> None:
    whole = small_files[name].rstrip()
    file = put(name, whole[: (len(whole) - 1) * (tenth + 1) // 10])
    with pytest.raises(ImportRefused, match="nothing was written"):
        do_import(empty, "us_congress", file)
    assert imported(empty, "us_congress") == {}


# Import


def test_importing_twice_changes_nothing(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    file = put("s284.data.json", small_files["s284.data.json"])
    assert do_import(empty, "us_congress", file)
    assert do_import(empty, "us_congress", file) == []


def test_the_order_of_imports_does_not_matter(
    empty: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    """Three records of S. 284, of which the newest has lost a relation, and another bill.

    The newest is not that whose form or id sorts last: the day decides.
    """
    middle = small_files["BILLSTATUS-114s284.xml"]
    oldest = middle.replace("2019-02-06", "2015-03-01")
    newest = small_files["s284.data.json"].replace("2016-08-01", "2023-01-11")
    newest = re.sub(r'"related_bills": \[[^]]*\]', '"related_bills": []', newest)
    other = small_files["s284.data.json"].replace('"bill_type": "s"', '"bill_type": "hr"')
    other = other.replace('"number": "284"', '"number": "6156"').replace('"congress": "114"', '"congress": "112"')
    files = [
        put("s284.data.json", newest),
        put("BILLSTATUS-114s284.xml", middle),
        put("BILLSTATUS-114s284.older.xml", oldest),
        put("hr6156.data.json", other.replace('"hr624-114"', '"s1039-112"')),
    ]
    results = []
    for order in itertools.permutations(files):
        shutil.rmtree(empty.root / "raw" / "imported" / "us_congress", ignore_errors=True)
        do_import(empty, "us_congress", *order)
        results.append(imported(empty, "us_congress"))
    assert all(result == results[0] for result in results)
    rows = {row["bill_id"]: row for row in empty.rows("imported/us_congress/bills")}
    assert {key: row["status_as_of_date"] for key, row in rows.items()} == {
        "us-114-s-284": "2023-01-11",
        "us-112-hr-6156": "2016-08-01",
    }


def test_a_table_that_no_record_fills_any_more_is_taken_away(
    empty: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    old = small_files["BILLSTATUS-114s284.xml"]
    new = re.sub(r"<relatedBills>.*</relatedBills>", "", old).replace("2019-02-06", "2023-01-11")
    do_import(empty, "us_congress", put("BILLSTATUS-114s284.xml", old))
    assert "bill_relations.csv" in imported(empty, "us_congress")
    changed = do_import(empty, "us_congress", put("BILLSTATUS-114s284.xml", new))
    assert "raw/imported/us_congress/bill_relations.csv" in changed
    assert "bill_relations.csv" not in imported(empty, "us_congress")


def test_plain_and_gzip_give_the_same(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    text = small_files["s284.metadata.md"]
    do_import(empty, "us_congress", put("s284.metadata.md", text))
    plain = imported(empty, "us_congress")
    shutil.rmtree(empty.root / "raw" / "imported" / "us_congress")
    do_import(empty, "us_congress", put("s284.metadata.md.gz", gzip.compress(text.encode())))
    assert imported(empty, "us_congress") == plain


# Parsers

words = st.lists(st.sampled_from("Passed House Senate agreed to Motion by Voice Vote Roll no. Record Number: Placed on Calendar Referred Reported Became Public Law the in".split()), max_size=12).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), words))
def test_any_words_are_classified(text: str) -> None:
    assert classify(text) in {kind for kind, _ in PATTERNS} | {"other"}
    roll_number(text)


@given(st.integers(1, 9999), st.text(max_size=20), st.sampled_from(["(Roll no. {})", "by the Yeas and Nays: (2/3 required): 365 - 43 (Roll no. {}).", "by Yea-Nay Vote. 92 - 4. Record Vote Number: {}."]))  # fmt: skip
def test_roll_number_is_the_one_named(number: int, before: str, words: str) -> None:
    if "Roll no." not in before and "Record Vote" not in before:
        assert roll_number(before + words.format(number)) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Became Public Law No: 112-208.", "became_law"),
        ("Signed by President.", "signed"),
        ("Presented to President.", "presented"),
        ("Read twice and referred to the Committee on Foreign Relations.", "referred"),
        ("Passed Senate without amendment by Yea-Nay Vote. 92 - 4. Record Vote Number: 223.", "passed"),
        ("Committee on Foreign Relations. Ordered to be reported with an amendment favorably.", "ordered_reported"),
        ("Placed on Senate Legislative Calendar under General Orders. Calendar No. 174.", "calendar"),
        ("Introduced in House", "introduced"),
    ],
)
def test_steps_in_the_words_of_the_clerks(text: str, kind: str) -> None:
    assert classify(text) == kind


@given(
    st.sampled_from(["Official", "Short", "Popular", "Display"]),
    st.sampled_from([*STAGES, ""]),
    st.booleans(),
    st.text(max_size=30),
)
def test_title_types(kind: str, stage: str, is_portion: bool, text: str) -> None:
    written = f"{kind} Title(s)" + (
        f" as {stage.title()}" + (" for portions of this bill" if is_portion else "") if stage else ""
    )
    title = read_title(text, written, "file")
    assert title.text == text
    assert title.kind == ("portion" if is_portion and stage else kind.lower())
    assert title.stage == STAGES.get(stage, "")


@given(st.text(max_size=40))
def test_any_title_type_is_known_or_refused(title_type: str) -> None:
    try:
        assert read_title("A title", title_type, "file").kind in KINDS
    except ImportRefused as error:
        assert repr(title_type) in str(error)


@given(st.integers(1, 200), st.sampled_from(sorted(BILL_TYPES)), st.integers(1, 99999))
def test_bill_numbers(congress: int, kind: str, number: int) -> None:
    assert bill_id(congress, kind, number).split("-") == ["us", str(congress), kind, str(number)]
    written = bill_number(congress, kind, number, with_session=True)
    assert written == f"{bill_number(congress, kind, number)} ({ordinal(congress)})"
    assert re.sub(r"[. ]", "", bill_number(congress, kind, number)).lower() == f"{kind}{number}"


@pytest.mark.parametrize(("number", "written"), [(101, "101st"), (102, "102nd"), (103, "103rd"), (111, "111th"), (112, "112th"), (113, "113th"), (119, "119th"), (121, "121st")])  # fmt: skip
def test_ordinals(number: int, written: str) -> None:
    assert ordinal(number) == written
