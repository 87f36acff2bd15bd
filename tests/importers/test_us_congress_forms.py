"""Each form of a bill record as a small text, and how records of one bill are imported."""

import gzip
import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import Project, do_import, imported

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Extract

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
