"""Roll calls: official files against facts that were researched apart."""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from official_files import opened
from small_project import Row

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, us_votes

POSITION = {"yea": "yea", "nay": "nay", "present": "present", "not_voting": "not_voting"}


@pytest.fixture(scope="module")
def votes(read_all: Callable[..., dict[str, list[tuple[str, Extract]]]]) -> dict[str, dict[str, Extract]]:
    """Extracts by vote and by rendering, json and xml."""
    found = read_all("us_votes", "votes")
    return {unit: {name.rpartition(".")[2]: extract for name, extract in pairs} for unit, pairs in found.items()}


@pytest.fixture(scope="module")
def us_votes_facts(facts: Callable[[str], list[Row]]) -> dict[str, Row]:
    return {row["vote_id"]: row for row in facts("us_votes")}


def counted(extract: Extract) -> Counter[str]:
    return Counter(row["position"] for row in extract.tables["vote_positions"])


def test_every_vote_is_read_from_both_renderings(
    votes: dict[str, dict[str, Extract]], us_votes_facts: dict[str, Row]
) -> None:
    assert votes.keys() == us_votes_facts.keys()
    assert {frozenset(renderings) for renderings in votes.values()} == {frozenset({"json", "xml"})}


@pytest.mark.parametrize("rendering", ["json", "xml"])
def test_totals_days_and_results_are_those_of_the_facts(
    rendering: str, votes: dict[str, dict[str, Extract]], us_votes_facts: dict[str, Row]
) -> None:
    for unit, fact in us_votes_facts.items():
        extract = votes[unit][rendering]
        (vote,) = extract.tables["votes"]
        totals = {column: int(fact[column] or 0) for column in POSITION}
        assert (unit, {p: counted(extract)[p] for p in POSITION}) == (unit, totals)
        assert (unit, [int(vote[c]) for c in ("yeas", "nays", "present", "not_voting")]) == (
            unit,
            list(totals.values()),
        )
        assert (unit, vote["vote_date"], vote["number"]) == (unit, fact["date"], fact["roll_number"])
        assert (unit, vote["chamber_id"]) == (unit, f"us-{fact['chamber']}")
        assert (unit, vote["majority_required"]) == (unit, fact["requires"])
        is_passed = not re.match("Failed|Rejected", fact["result"])
        assert (unit, vote["result"]) == (unit, "passed" if is_passed else "failed")
        assert (unit, vote["question_type"]) == (
            unit,
            fact["category"].replace("passage-suspension", "passage_under_suspension"),
        )


def test_parties_are_those_of_the_facts(votes: dict[str, dict[str, Extract]], us_votes_facts: dict[str, Row]) -> None:
    for unit, fact in us_votes_facts.items():
        found = Counter((r["position"], r["party_code"]) for r in votes[unit]["json"].tables["vote_positions"])
        for position, party in itertools.product(("yea", "nay"), "DR"):
            assert (unit, position, party, found[position, party]) == (
                unit,
                position,
                party,
                int(fact[f"{position}_{party}"]),
            )


@pytest.mark.parametrize("rendering", ["json", "xml"])
def test_the_senators_against_the_act_of_2012(rendering: str, votes: dict[str, dict[str, Extract]]) -> None:
    """92 to 4 on 6 December 2012: Levin, Reed, Sanders and Whitehouse voted against."""
    extract = votes["us-112-2012-s-223"][rendering]
    assert counted(extract) == {"yea": 92, "nay": 4, "not_voting": 4}
    against = {r["legislator_id"][-7:] for r in extract.tables["vote_positions"] if r["position"] == "nay"}
    assert against == {"L000261", "R000122", "S000033", "W000802"}


@pytest.mark.parametrize("rendering", ["json", "xml"])
def test_the_house_on_the_act_of_2012(rendering: str, votes: dict[str, dict[str, Extract]]) -> None:
    """Roll call 608 of 16 November 2012, 365 to 43; not 602, as some write."""
    extract = votes["us-112-2012-h-608"][rendering]
    (vote,) = extract.tables["votes"]
    assert (vote["yeas"], vote["nays"], vote["bill_id"], vote["measure_number"]) == (
        "365",
        "43",
        "us-112-hr-6156",
        "H.R. 6156 (112th)",
    )


def test_both_renderings_have_every_position(votes: dict[str, dict[str, Extract]]) -> None:
    for unit, renderings in votes.items():
        one, other = (
            {r["legislator_id"]: r["position"] for r in e.tables["vote_positions"]} for e in renderings.values()
        )
        assert (unit, one) == (unit, other)


# Samples of the chambers' own files


def read_sample(sources: Path, name: str, context: Context, unit: str) -> Extract:
    path = sources / "format-samples" / "us-congress" / name
    (extract,) = us_votes.read(opened(path), replace(context, votes=context.votes | {unit}))
    return extract


def test_senate_file(sources: Path, context: Context) -> None:
    """100 positions, 60 to 40, by LIS ids; the day is that of the start, in Washington."""
    extract = read_sample(sources, "vote_119_1_00618.xml", context, "us-119-2025-s-618")
    (vote,) = extract.tables["votes"]
    assert counted(extract) == {"yea": 60, "nay": 40}
    expected = {"vote_id": "us-119-2025-s-618", "vote_date": "2025-11-10", "measure_number": "H.R. 5371 (119th)", "result": "passed", "majority_required": "1/2", "question_type": "passage"}  # fmt: skip
    assert {column: vote[column] for column in expected} == expected
    by_member = {row["legislator_id"]: row for row in extract.tables["vote_positions"]}
    wyden = by_member["us-bioguide-W000779"]
    assert (wyden["position"], wyden["party_code"], wyden["state_code"]) == ("nay", "D", "OR")
    assert extract.source["source_id"].startswith("us-senate-roll-2025-11-10-")


@pytest.mark.parametrize(
    ("name", "unit", "message"),
    [
        # The head of a vote in the Committee of the Whole: its totals are there, all but 3 of 437 positions are not.
        ("clerk-2025-roll258.head-3-votes.xml", "us-119-2025-h-258", "total of yea is 219, but 1 positions say so; truncated"),
        # An excerpt without totals: nothing would tell that 5 positions are not all.
        ("clerk-2025-roll023.trimmed-5-votes.xml", "us-119-2025-h-23", "no totals-by-vote; a trimmed copy"),
        ("vote_menu_119_1.head-1-vote.xml", "us-119-2025-s-659", "no roll call in it; expected a root element"),
    ],
)  # fmt: skip
def test_trimmed_sample_is_refused(name: str, unit: str, message: str, sources: Path, context: Context) -> None:
    with pytest.raises(ImportRefused, match=re.escape(message)):
        read_sample(sources, name, context, unit)
