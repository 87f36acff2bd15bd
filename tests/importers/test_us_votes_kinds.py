"""Kinds of questions and results of roll calls, what decides on no bill, and the vote of the Vice President."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import Project, do_import

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Extract

SENATE, JSON, XML = "vote_112_2_00223.xml", "112-2012-s223.data.json", "112-2012-s223.data.xml"


@pytest.mark.parametrize(
    ("words", "question", "question_type", "result"),
    # As https://github.com/unitedstates/congress/wiki/votes has them, of the 101st to 119th Congress.
    [
        ("Veto Sustained", "On Overriding the Veto S.J.Res. 113", "veto_override", "failed"),
        ("Veto Overridden", "On Overriding the Veto H.R. 6395", "veto_override", "passed"),
        ("Joint Resolution Defeated", "On the Joint Resolution S.J.Res. 4", "passage", "failed"),
        ("Concurrent Resolution Agreed to", "On the Concurrent Resolution S.Con.Res. 3", "passage", "passed"),
        ("Cloture on the Motion to Proceed Rejected", "On Cloture on the Motion to Proceed S. 1", "cloture", "failed"),
        ("Motion to Table Motion to Recommit Agreed to", "On the Motion to Table", "procedural", "passed"),
        ("Decision of Chair Not Sustained", "Shall the Decision of the Chair Stand", "procedural", "failed"),
        ("Point of Order Not Well Taken", "On the Point of Order", "procedural", "failed"),
    ],
)
def test_results_in_the_words_of_the_senate(
    words: str,
    question: str,
    question_type: str,
    result: str,
    small_files: dict[str, str],
    read_small: Callable[[str, str], Extract],
) -> None:
    text = small_files[SENATE].replace("<question>On Passage of the Bill<", f"<question>{question}<")
    text = text.replace("<vote_result>Bill Passed<", f"<vote_result>{words}<")
    (vote,) = read_small(SENATE, text).tables["votes"]
    assert (vote["question_type"], vote["result"]) == (question_type, result)


@pytest.mark.parametrize("words", ["Motion Not Agreed to", "Gingrich", "Held over", "Guilty"])
def test_a_result_in_other_words_is_refused(
    words: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    text = small_files[SENATE].replace("<vote_result>Bill Passed<", f"<vote_result>{words}<")
    with pytest.raises(ImportRefused, match=f"result '{words}' was not seen before"):
        read_small(SENATE, text)


# Category of the project, and question of the chamber.
QUESTIONS = {
    "nomination": "On the Nomination PN166",
    "treaty": "On the Resolution of Ratification",
    "quorum": "Call of the House",
    "leadership": "Election of the Speaker",
}


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("number", ["223", "999"])
def test_what_decides_on_no_bill_is_passed_over_and_refused_when_selected(
    kind: str, number: str, small_files: dict[str, str], empty: Project, put: Callable[..., Path]
) -> None:
    """The candidates for Speaker stand where a position does."""
    project = small_files[JSON].replace('"category": "passage"', f'"category": "{kind}"').replace('"Nay"', '"Gephardt"')
    senate = small_files[SENATE].replace("<question>On Passage of the Bill<", f"<question>{QUESTIONS[kind]}<")
    message = f"'{kind}', which decides on no bill" if number == "223" else "nothing here is in the curated selection"
    for name, text, old, new in (
        (JSON, project.replace('"Bill Passed"', '"Gingrich"'), '"number": 223', f'"number": {number}'),
        (SENATE, senate, "<vote_number>223<", f"<vote_number>{number}<"),
    ):
        assert old in text
        with pytest.raises(ImportRefused, match=message):
            do_import(empty, "us_votes", put(name, text.replace(old, new)))


@pytest.mark.parametrize(
    ("kind", "edits"),
    [
        ("conviction", {'"Nay"': '"Guilty"'}),  # a motion in the trial of Alcee Hastings: roll calls 22 and 23 of the Senate in 1989
        ("leadership", {'"category": "passage"': '"category": "unknown"', '"On Passage': '"ELECTION OF SPEAKER', '"Bill Passed"': '"Foley"'}),
    ],
)  # fmt: skip
def test_the_kind_of_a_vote_that_the_project_does_not_tell(
    kind: str, edits: dict[str, str], small_files: dict[str, str], empty: Project, put: Callable[..., Path]
) -> None:
    text = small_files[JSON]
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(ImportRefused, match=f"'{kind}', which decides on no bill"):
        do_import(empty, "us_votes", put(JSON, text))


def tied(name: str, text: str) -> str:
    """Two senators of four and the Vice President vote yea, as in S. 190 of the 103rd Congress."""
    if name == JSON:
        vote = json.loads(text)
        vote["votes"] = {"Nay": vote["votes"]["Nay"][2:], "Yea": ["VP", *vote["votes"]["Nay"][:2]]}
        return json.dumps(vote)
    if name == XML:
        for lis in ("S131", "S259"):
            text = text.replace(f'id="{lis}" vote="-" value="Nay"', f'id="{lis}" vote="+" value="Yea"')
        text = text.replace('aye="0" nay="4"', 'aye="3" nay="2"')
        return text.replace("</roll>", '<voter id="0" VP="1" vote="+" value="Yea"/></roll>')
    for lis in ("S131", "S259"):
        text = text.replace(
            f"<vote_cast>Nay</vote_cast><lis_member_id>{lis}", f"<vote_cast>Yea</vote_cast><lis_member_id>{lis}"
        )
    breaker = "<tie_breaker><by_whom>Vice President</by_whom><tie_breaker_vote>Yea</tie_breaker_vote></tie_breaker>"
    return text.replace("<yeas/><nays>4<", "<yeas>3</yeas><nays>2<").replace("<count>", f"{breaker}<count>")


@pytest.mark.parametrize("name", [JSON, XML, SENATE])
def test_the_vice_president_decides_when_the_senators_are_equally_divided(
    name: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    tables = read_small(name, tied(name, small_files[name])).tables
    (vote,) = tables["votes"]
    assert (vote["yeas"], vote["nays"], vote["note"]) == ("3", "2", "With the vote of the Vice President.")
    assert sorted(row["position"] for row in tables["vote_positions"]) == ["nay", "nay", "yea", "yea"]


def test_the_vice_president_does_not_vote_without_a_tie(
    small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    text = small_files[JSON].replace('"votes": {', '"votes": {"Yea": ["VP"], ')
    with pytest.raises(ImportRefused, match="the Vice President votes with 0 to 4 senators; expected a tie"):
        read_small(JSON, text)


@pytest.mark.parametrize("container", ["members", "document", "count"])
def test_items_under_another_name_are_no_fewer_positions(
    container: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    item = {"members": "member", "document": "document_number", "count": "nays"}[container]
    text = small_files[SENATE].replace(f"<{item}>", "<entry>").replace(f"</{item}>", "</entry>")
    with pytest.raises(ImportRefused, match=f"{container}: field 'entry' is new"):
        read_small(SENATE, text)
