"""Citations: of the dataset, of one figure with its document, and of what a frame rests on."""

import csv
import hashlib
import json
import re

import pytest
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.citing import STYLES
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ArgumentRefused, RowNotFound, TableNotFound
from magnitsky_data.sourcing import places

CONTRACT = Contract.read(ROOT / "datapackage.json")


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "build" / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


SOURCES = {row["source_id"]: row for row in rows("sources")}
VOTE = ("votes", "us-112-2012-h-608")


def test_a_figure_is_cited_with_its_document() -> None:
    """Roll call 608 of 2012 stands at clerk.house.gov/evs/2012/roll608.xml."""
    first = md.cite(*VOTE).splitlines()[0]
    assert first.startswith(
        "Clerk of the House of Representatives, Roll call vote 608, U.S. House, 112th Congress, 2012-11-16, http"
    )  # the day of the document stands in its title
    assert "clerk.house.gov/evs/2012/roll608.xml; in: Magnitsky data" in first
    assert first.endswith(f"Magnitsky data {md.__version__}, table votes, row us-112-2012-h-608.")


def test_a_row_without_a_source_of_its_own_has_that_of_its_parent() -> None:
    key = ("us-112-2012-s-223", "us-bioguide-L000261")
    assert "Secretary of the Senate, Roll call vote 223, U.S. Senate, 112th Congress, 2012-12-06" in md.cite(
        "vote_positions", key
    )
    assert md.cite("vote_positions", "|".join(key)) == md.cite("vote_positions", key)
    assert "Office of Foreign Assets Control" in md.cite("designations", "us-glomag-46474")


def test_what_contradicts_a_row_is_cited_last() -> None:
    """McGinnis Lafferty counts three bodies in the round of 2019-12-10, against the row; two other pages agree with it."""
    lines = md.cite("designation_rounds", "us-glomag-2019-12-10").splitlines()
    against = ["contradicts the row" in line for line in lines]
    assert (len(lines) > 3, against) == (True, sorted(against))
    assert "mcginnislaw.com" in lines[-1]
    assert sum(against) == 1


def fifty_rows() -> list[tuple[str, str]]:
    """Rows drawn by their hash, so that new rows move few of them: one a table, then more of the longest tables."""
    drawn = []
    for table in (t for t in CONTRACT.published.values() if t.row_source != "none"):
        keys = ("|".join(row[c] for c in table.primary_key) for row in rows(table.name))
        in_turn = sorted(keys, key=lambda key: hashlib.sha256(f"{table.name}|{key}".encode()).digest())
        drawn += [(turn, -len(in_turn), table.name, key) for turn, key in enumerate(in_turn[:3])]
    count = max(50, sum(turn == 0 for turn, *_ in drawn))
    return [(table, key) for _, _, table, key in sorted(drawn)[:count]]


@pytest.mark.parametrize("table", [t.name for t in CONTRACT.published.values() if t.row_source != "none"])
def test_a_frame_of_any_table_rests_on_documents(table: str) -> None:
    """Keys of every type are found again, days among them: all rows but years without a figure name a document."""
    frame = md.load(table)
    rests = md.cite(frame)
    assert len(rests) > 0
    assert rests["rows"].max() <= len(frame)


@pytest.mark.parametrize("view", [t.name for t in CONTRACT.published.values() if "source_url" in t.columns])
def test_a_row_of_a_view_is_cited_with_the_document_that_it_shows(view: str) -> None:
    """A listing rests on the document of its day, not on the law of its programme."""
    table, urls = CONTRACT.table(view), {row["source_id"]: row["url"] for row in SOURCES.values()}
    for row in rows(view):
        key = "|".join(row[c] for c in table.primary_key)
        cited = {urls[source] for source, _ in places(table)[key]}
        assert not row["source_url"] or row["source_url"] in cited, key


def test_the_documents_of_a_frame_are_written_in_any_style() -> None:
    frame = md.load("votes").query("vote_id == 'us-112-2012-h-608'")
    entries = json.loads(md.cite(frame, style="csl"))
    assert len(entries) == len(md.cite(frame))
    assert {"literal": "Clerk of the House of Representatives"} in [author for e in entries for author in e["author"]]
    assert md.cite(frame, style="bibtex").startswith("@misc{")
    with pytest.raises(ArgumentRefused, match="a frame and id 'x'; expected one of them"):
        md.cite(frame, "x")


def test_a_key_with_a_day_is_found() -> None:
    first = md.load("legislator_terms").iloc[0]
    key = tuple(first[column] for column in CONTRACT.table("legislator_terms").primary_key)
    assert "legislator_terms" in md.cite("legislator_terms", key)


def test_the_fifty_are_of_every_table_with_a_source() -> None:
    tables = {table for table, _ in fifty_rows()}
    assert len(fifty_rows()) >= 50
    assert tables == {t.name for t in CONTRACT.published.values() if t.row_source != "none"}


@pytest.mark.parametrize(("table", "key"), fifty_rows(), ids=lambda value: value[:40])
def test_fifty_rows_are_cited_with_all_that_their_documents_tell(table: str, key: str) -> None:
    """Publisher, title, day, address and place; what is not recorded of a document is told in so many words."""
    for entry in json.loads(md.cite(table, key, style="csl")):
        if entry["type"] == "dataset":  # a year without a figure rests on no document
            assert (table, rows(table)[0].keys() & {"is_gap"}) == ("adoptions_by_year", {"is_gap"})
            continue
        source = SOURCES[entry["id"]]
        day = "-".join(f"{part:02}" for part in entry.get("issued", {"date-parts": [[]]})["date-parts"][0])
        found = {"title": entry.get("title", ""), "day": day, "address": entry.get("URL", "")}
        assert found == {"title": source["title"], "day": source["document_date"], "address": source["url"]}
        assert [author["literal"] for author in entry["author"]] == [source["publisher"]]
        lacking = ", ".join(name for name, value in found.items() if not value)
        assert ("not recorded" in entry["note"]) == bool(lacking)
        assert not lacking or f"not recorded: {lacking}; " in entry["note"]
        assert entry["note"].endswith(f"table {table}, row {key}")
    if CONTRACT.tables[table].row_source == "own":
        (row,) = (r for r in rows(table) if "|".join(r[c] for c in CONTRACT.tables[table].primary_key) == key)
        assert SOURCES[row["source_id"]]["publisher"] in md.cite(table, key)
        assert row.get("source_locator", "") in md.cite(table, key)


def test_a_document_that_contradicts_the_row_says_so() -> None:
    conflict = next(row for row in rows("citations") if row["stance"] == "conflicts")
    said = md.cite(conflict["table_name"], conflict["row_id"], style="csl")
    assert any("contradicts the row" in e["note"] for e in json.loads(said) if e["id"] == conflict["source_id"])


@pytest.mark.parametrize("style", STYLES)
def test_every_style_names_document_and_dataset(style: str) -> None:
    for said in (md.cite(style=style), md.cite(*VOTE, style=style)):
        assert md.__version__ in said
    assert "roll608.xml" in md.cite(*VOTE, style=style)


def test_bibtex_is_well_formed() -> None:
    for said in (
        md.cite(style="bibtex"),
        md.cite(*VOTE, style="bibtex"),
        md.cite("laws", "us-pl-112-208", style="bibtex"),
    ):
        assert said.count("{") == said.count("}")
        assert re.findall(r"^@misc\{[A-Za-z0-9_.:-]+,$", said, re.MULTILINE)
        assert not re.search(r"(?<!\\)[&%$#]", "".join(line for line in said.splitlines() if "url =" not in line))


def test_ris_has_tagged_lines() -> None:
    said = md.cite(*VOTE, style="ris")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in said.splitlines() if line)
    assert said.count("TY  - ") == said.count("ER  - ") == len(md.cite(*VOTE).splitlines())


def test_a_filtered_frame_lists_its_documents() -> None:
    measures = md.load("retaliatory_measures").query("imposing_jurisdiction_code == 'CN'")
    found = md.cite(measures).set_index("source_id")
    expected = [r for r in rows("retaliatory_measures") if r["imposing_jurisdiction_code"] == "CN"]
    assert found["rows"].sum() == len(expected)
    for row in expected:
        assert found.loc[row["source_id"], "title"] == SOURCES[row["source_id"]]["title"]
    keys = {row["measure_id"] for row in expected}
    further = {
        (r["row_id"], r["source_id"], r["stance"])
        for r in rows("citations")
        if r["table_name"] == "retaliatory_measures" and r["row_id"] in keys
    }
    assert found[["supports", "conflicts"]].sum().sum() == len(further)


def test_frames_of_children_rest_on_the_documents_of_their_parents() -> None:
    positions = md.load("vote_positions")
    found = md.cite(positions[positions["vote_id"] == "us-112-2012-s-223"])
    assert found["rows"].to_list() == [len(positions[positions["vote_id"] == "us-112-2012-s-223"])]
    assert "223" in found["title"].iloc[0]
    merged = md.load("votes").merge(md.load("bills", ["bill_id", "short_title"]), on="bill_id")
    merged.attrs = {}
    assert md.cite(merged)["rows"].sum() == len(merged)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: md.cite("bibtex"), ArgumentRefused, "expected cite(style='bibtex')"),
        (lambda: md.cite("votes"), ArgumentRefused, "which row of 'votes'? expected cite('votes', key)"),
        (lambda: md.cite("votes", "us-112-2012-h-68"), RowNotFound, "did you mean 'us-112-2012-h-608'?"),
        (lambda: md.cite("vote_positions", "us-112-2012-h-608"), RowNotFound, "the key is vote_id|legislator_id"),
        (lambda: md.cite("vote", "us-112-2012-h-608"), TableNotFound, "did you mean 'votes'?"),
        (lambda: md.cite(*VOTE, style="mla"), ArgumentRefused, "expected text, bibtex, ris, csl"),
        (lambda: md.cite(5), ArgumentRefused, "cite has 5"),
        (lambda: md.cite(md.load("votes", "yeas")), ArgumentRefused, "neither the key of a table nor a source_id"),
    ],
)
def test_what_cannot_be_cited_is_told(call, error, said: str) -> None:
    with pytest.raises(error, match=re.escape(said)):
        call()
