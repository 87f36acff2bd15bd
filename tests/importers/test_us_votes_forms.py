"""Each form of a roll call as a small text, how renderings of one vote are imported, and the words of its measure."""

import gzip
import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_project import Project, do_import, imported

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Extract, us_votes
from magnitsky_data.importers.bill_numbers import BILL_TYPES, bill_number
from magnitsky_data.importers.us_votes.chambers import _measure

SENATE_FORMS = ("112-2012-s223.data.json", "112-2012-s223.data.xml", "vote_112_2_00223.xml")
FORMS = (*SENATE_FORMS, "roll608.xml")


@pytest.mark.parametrize("name", SENATE_FORMS)
def test_small_senate_vote(name: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]) -> None:
    extract = read_small(name, small_files[name])
    (vote,) = extract.tables["votes"]
    expected = {"vote_id": "us-112-2012-s-223", "bill_id": "us-112-hr-6156", "vote_date": "2012-12-06", "result": "passed", "nays": "4", "majority_required": "1/2", "question_type": "passage", "positions_coverage": "complete"}  # fmt: skip
    assert {column: vote[column] for column in expected} == expected
    rows = [(r["legislator_id"], r["position"], r["state_code"]) for r in extract.tables["vote_positions"]]
    assert rows == [
        ("us-bioguide-L000261", "nay", "MI"),
        ("us-bioguide-R000122", "nay", "RI"),
        ("us-bioguide-S000033", "nay", "VT"),
        ("us-bioguide-W000802", "nay", "RI"),
    ]


def test_small_house_vote(small_files: dict[str, str], read_small: Callable[[str, str], Extract]) -> None:
    extract = read_small("roll608.xml", small_files["roll608.xml"])
    (vote,) = extract.tables["votes"]
    assert (vote["vote_id"], vote["bill_id"], vote["vote_date"], vote["result"]) == (
        "us-112-2012-h-608",
        "us-112-hr-6156",
        "2012-11-16",
        "passed",
    )
    rows = [
        (r["legislator_id"], r["position"], r["party_code"], r["state_code"]) for r in extract.tables["vote_positions"]
    ]
    assert rows == [("us-bioguide-M000312", "yea", "D", "MA"), ("us-bioguide-P000583", "nay", "R", "TX")]


@pytest.mark.parametrize(
    ("kind", "question", "share", "question_type"),
    [
        ("YEA-AND-NAY", "On Passage", "1/2", "passage"),
        ("RECORDED VOTE", "On Motion to Recommit with Instructions", "1/2", "recommit"),
        ("2/3 YEA-AND-NAY", "On Motion to Suspend the Rules and Pass", "2/3", "passage_under_suspension"),
        ("2/3 RECORDED VOTE", "On Motion to Suspend the Rules and Agree, as Amended", "2/3", "passage_under_suspension"),
    ],
)  # fmt: skip
def test_the_house_suspends_its_rules_by_two_thirds(
    kind: str,
    question: str,
    share: str,
    question_type: str,
    small_files: dict[str, str],
    read_small: Callable[[str, str], Extract],
) -> None:
    text = small_files["roll608.xml"].replace("YEA-AND-NAY", kind).replace("On Passage", question)
    (vote,) = read_small("roll608.xml", text).tables["votes"]
    assert (vote["majority_required"], vote["question_type"]) == (share, question_type)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("112-2012-s223.data.json", '"category"', '"veto": 1, "category"'),
        ("112-2012-s223.data.json", '"last_name"', '"veto": 1, "last_name"'),
        ("112-2012-s223.data.json", '"type": "hr"', '"veto": 1, "type": "hr"'),
        ("112-2012-s223.data.xml", "<category>", "<veto/><category>"),
        ("112-2012-s223.data.xml", "where=", 'veto="1" where='),
        ("112-2012-s223.data.xml", "<voter id=", '<voter veto="1" id='),
        ("112-2012-s223.data.xml", "<bill session=", '<bill veto="1" session='),
        ("vote_112_2_00223.xml", "<congress>", "<veto/><congress>"),
        ("vote_112_2_00223.xml", "<vote_cast>", "<veto/><vote_cast>"),
        ("vote_112_2_00223.xml", "<nays>", "<veto>1</veto><nays>"),
        ("roll608.xml", "<vote-data>", "<veto/><vote-data>"),
        ("roll608.xml", "<majority>", "<veto/><majority>"),
        ("roll608.xml", "<vote>", "<veto/><vote>"),
        ("roll608.xml", 'name-id="M', 'veto="1" name-id="M'),
    ],
)
def test_unknown_field(
    name: str, old: str, new: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    assert old in small_files[name]
    with pytest.raises(
        ImportRefused, match=rf"^{re.escape(name)}.*field 'veto' is new; expected one of .*teach the importer"
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
        do_import(empty, "us_votes", file)
    assert imported(empty, "us_votes") == {}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("vote_112_2_00223.xml", "<nays>4<", "<nays>5<", "total of nay is 5, but 4 positions say so"),
        ("112-2012-s223.data.xml", 'nay="4"', 'nay="3"', "total of nay is 3, but 4 positions say so"),
        ("roll608.xml", "<yea-total>1<", "<yea-total>365<", "total of yea is 365, but 1 positions say so"),
        ("112-2012-s223.data.json", '"S259"', '"S131"', "a member votes twice"),
        ("112-2012-s223.data.json", '"S259"', '"S999"', "senator 'S999' is in no list of legislators; import us_legislators with a newer list first"),
        ("roll608.xml", '"M000312"', '""', "member '' has no Bioguide id"),  # as in the Clerk's older years
    ],
)  # fmt: skip
def test_vote_that_does_not_add_up(
    name: str, old: str, new: str, message: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    assert old in small_files[name]
    with pytest.raises(ImportRefused, match=re.escape(message)):
        read_small(name, small_files[name].replace(old, new))


def test_vote_without_positions(small_files: dict[str, str], read_small: Callable[[str, str], Extract]) -> None:
    text = re.sub(r'"votes": \{.*\}\n\}$', '"votes": {}\n}', small_files["112-2012-s223.data.json"], flags=re.DOTALL)
    assert "S131" not in text
    with pytest.raises(ImportRefused, match="no positions; truncated or of another format"):
        read_small("112-2012-s223.data.json", text)


# Import


def test_importing_twice_changes_nothing(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    files = [put(name, small_files[name]) for name in SENATE_FORMS[:2]]
    assert do_import(empty, "us_votes", *files)
    assert do_import(empty, "us_votes", *files) == []


def test_the_order_of_renderings_does_not_matter(
    empty: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    """The chamber's own file becomes the source, the others stand beside it as citations."""
    files = [put(name, small_files[name]) for name in SENATE_FORMS]
    results = []
    for order in itertools.permutations(files):
        shutil.rmtree(empty.root / "raw" / "imported" / "us_votes", ignore_errors=True)
        do_import(empty, "us_votes", *order, order[0])
        results.append(imported(empty, "us_votes"))
    assert all(result == results[0] for result in results)
    (vote,) = empty.rows("imported/us_votes/votes")
    assert vote["source_id"].startswith("us-senate-roll-2012-12-06-")
    beside = {row["source_id"].partition("-20")[0] for row in empty.rows("imported/us_votes/citations")}
    assert beside == {"us-vote-json", "us-vote-xml"}
    assert {row["party_code"] for row in empty.rows("imported/us_votes/vote_positions")} == {"D", "I"}


@pytest.mark.parametrize(
    ("better", "lesser"),
    # The chamber's own file is the record; of the project's two renderings the JSON alone has parties.
    [
        ("vote_112_2_00223.xml", "112-2012-s223.data.json"),
        ("vote_112_2_00223.xml", "112-2012-s223.data.xml"),
        ("112-2012-s223.data.json", "112-2012-s223.data.xml"),
    ],
)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_which_of_two_renderings_is_the_source(
    better: str, lesser: str, is_reversed: bool, empty: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    files = [put(name, small_files[name]) for name in (better, lesser)]
    do_import(empty, "us_votes", *(reversed(files) if is_reversed else files))
    names = {row["source_id"]: row["file_name"] for row in empty.rows("imported/us_votes/sources")}
    (vote,), (beside,) = empty.rows("imported/us_votes/votes"), empty.rows("imported/us_votes/citations")
    assert (names[vote["source_id"]], names[beside["source_id"]]) == (better, lesser)


def test_a_rendering_that_has_become_the_source_is_not_cited_beside_itself(
    empty: Project, small_files: dict[str, str], put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the order of preference was mended: the next import of a file puts it in its place."""
    files = {
        kind: put(f"112-2012-s223.data.{kind}", small_files[f"112-2012-s223.data.{kind}"]) for kind in ("json", "xml")
    }
    do_import(empty, "us_votes", *files.values())
    monkeypatch.setattr(us_votes, "PUBLICATIONS", ("us-vote-json", "us-vote-xml"))
    do_import(empty, "us_votes", files["xml"])
    (vote,), (beside,) = empty.rows("imported/us_votes/votes"), empty.rows("imported/us_votes/citations")
    assert vote["source_id"].startswith("us-vote-xml")
    assert beside["source_id"].startswith("us-vote-json")


def test_renderings_of_the_sources_in_any_order(empty: Project, sources: Path) -> None:
    files = [sources / "us-congress" / "votes" / f"112-2012-s223.data.{kind}" for kind in ("json", "xml")]
    do_import(empty, "us_votes", *files)
    first = imported(empty, "us_votes")
    shutil.rmtree(empty.root / "raw" / "imported" / "us_votes")
    do_import(empty, "us_votes", *reversed(files))
    assert imported(empty, "us_votes") == first


@pytest.mark.parametrize("is_reversed", [False, True])
def test_renderings_that_disagree_in_one_position_are_refused(
    is_reversed: bool, empty: Project, sources: Path, put: Callable[..., Path]
) -> None:
    """Akaka, the first of the XML, votes nay in it: the totals stay right if another member votes yea instead."""
    folder = sources / "us-congress" / "votes"
    text = (folder / "112-2012-s223.data.xml").read_text(encoding="utf-8")
    changed = text.replace('id="S213" vote="+" value="Yea"', 'id="S213" vote="-" value="Nay"')
    changed = changed.replace('id="S131" vote="-" value="Nay"', 'id="S131" vote="+" value="Yea"')
    assert changed.count('value="Nay"') == text.count('value="Nay"') == 4
    files = [folder / "112-2012-s223.data.json", put("112-2012-s223.data.xml", changed)]
    first, second = reversed(files) if is_reversed else files
    do_import(empty, "us_votes", first)
    before = imported(empty, "us_votes")
    with pytest.raises(
        ImportRefused,
        match=r"us-112-2012-s-223: us-bioguide-A000069 position is '(nay|yea)', but 112-2012-s223.data.(xml|json) .* says '(yea|nay)'; compare both",
    ):
        do_import(empty, "us_votes", second)
    assert imported(empty, "us_votes") == before


def test_plain_and_gzip_give_the_same(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    text = small_files["vote_112_2_00223.xml"]
    do_import(empty, "us_votes", put("vote_112_2_00223.xml", text))
    plain = imported(empty, "us_votes")
    shutil.rmtree(empty.root / "raw" / "imported" / "us_votes")
    do_import(empty, "us_votes", put("vote_112_2_00223.xml.gz", gzip.compress(text.encode())))
    assert imported(empty, "us_votes") == plain


def test_vote_outside_the_selection(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    file = put(
        "vote_112_2_00222.xml", small_files["vote_112_2_00223.xml"].replace("<vote_number>223<", "<vote_number>222<")
    )
    with pytest.raises(ImportRefused, match=r"add it to raw/curated/votes\.relevance\.csv first"):
        do_import(empty, "us_votes", file)


# Parsers


@given(st.integers(93, 200), st.sampled_from(sorted(BILL_TYPES)), st.integers(1, 99999))
def test_measures_in_the_words_of_clerk_and_senate(congress: int, kind: str, number: int) -> None:
    written = bill_number(congress, kind, number)  # H.Con.Res. 5
    spaced = re.sub(r"\s+", " ", written.replace(".", " ")).upper()  # H CON RES 5
    assert _measure(written, congress) == _measure(spaced, congress) == (congress, kind, number)


@pytest.mark.parametrize("written", ["QUORUM", "JOURNAL", "PN 345", "ADJOURN", "", "R 5", "H R", "X" * 60])
def test_votes_on_no_measure(written: str) -> None:
    """Sixty letters took the former pattern longer than the universe is old."""
    assert _measure(written, 119) is None


@given(st.text(max_size=60))
def test_any_measure_is_read_or_none(written: str) -> None:
    found = _measure(written, 112)
    assert found is None or (found[1] in BILL_TYPES and found[2] >= 0)
