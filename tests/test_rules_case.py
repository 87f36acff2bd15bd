"""Rules of the case: what a claim is compared with, and the words in which the dataset speaks of all its subjects."""

from pathlib import Path

import pytest
from breaking import Break, Broken, cases, change, findings, told
from lists_project import DOE, event, lists_project
from small_project import Project

CLAIMS, LAWS, EVENTS, ENTITIES, SOURCES = (
    f"curated/{name}" for name in ("claims", "laws", "events", "entities", "sources")
)
# Of the year of a law, and of a cause of death, which is not compared.
PASSED, DEATH = ({"claim_id": f"seed000-{n}"} for n in ("01", "10"))
TITLE_IV = {"law_id": "us-pl-112-208-title-iv"}
SIGNED = {"event_id": "2012-12-14-01"}
POST = {"source_id": "seed-undated-9c66a107"}


def voters(conditions: str) -> Break:
    """Compare the first claim with those who voted so."""
    return change(
        CLAIMS,
        PASSED,
        comparison="contains_all",
        record_table="vote_positions",
        record_row_id=conditions,
        record_column="legislator_id",
        claimed_value="us-bioguide-C000141",
    )


BROKEN: Broken = {
    "claims_are_compared_or_explained": {
        "compared and explained": (
            change(CLAIMS, PASSED, not_checkable_reason="A reason"),
            "comparison  comparison and not_checkable_reason are both filled; expected one of them",
        ),
        "neither": (
            change(CLAIMS, DEATH, not_checkable_reason=""),
            "comparison  comparison and not_checkable_reason are both empty; expected one of them",
        ),
        "no value": (
            change(CLAIMS, PASSED, claimed_value=""),
            "claimed_value  empty, but comparison 'within' needs it",
        ),
        "no table": (
            change(CLAIMS, PASSED, record_table=""),
            "record_table  empty, but comparison 'within' needs it",
        ),
        "no row and no column": (
            change(CLAIMS, PASSED, record_row_id="", record_column=""),
            "record_row_id  empty, but comparison 'within' needs it",
            "record_column  empty, but comparison 'within' needs it",
        ),
        "what is not compared": (
            change(CLAIMS, DEATH, record_table="events", record_row_id_2="x", record_as_of_date="2012"),
            "record_table  'events', but nothing is compared; take it away",
            "record_row_id_2  'x', but nothing is compared; take it away",
            "record_as_of_date  '2012', but nothing is compared; take it away",
        ),
    },
    "claims_name_what_the_record_holds": {
        "no such table": (
            change(CLAIMS, PASSED, record_table="law"),
            "record_table  'law' is not a published table",
        ),
        "a table of the workshop": (
            change(CLAIMS, PASSED, record_table="corrections"),
            "record_table  'corrections' is not a published table",
        ),
        "a view": (
            change(CLAIMS, PASSED, record_table="timeline"),
            "record_table  'timeline' is a view; expected the table that it is made from",
        ),
        "no such column": (
            change(CLAIMS, PASSED, record_column="adopted"),
            "record_column  laws has no column 'adopted'",
        ),
        "no such second column": (
            change(CLAIMS, PASSED, record_column="adopted_date|ended"),
            "record_column  laws has no column 'ended'",
        ),
        "a day, where rows have no begin": (
            change(CLAIMS, PASSED, record_as_of_date="2012"),
            "record_as_of_date  rows of laws have no begin and end; leave it empty",
        ),
        "no such row": (
            change(CLAIMS, PASSED, record_row_id="us-pl-1"),
            "record_row_id  laws has no row 'us-pl-1'",
        ),
        "no such second row": (
            change(CLAIMS, PASSED, record_row_id_2="us-pl-1"),
            "record_row_id_2  laws has no row 'us-pl-1'",
        ),
        "no condition": (
            voters("us-112-2012-s-223"),
            "record_row_id  'us-112-2012-s-223' is no set of rows; expected column=value, several joined with |",
        ),
        "a condition on no column": (
            voters("vote=1"),
            "record_row_id  vote_positions has no column 'vote'",
        ),
        "conditions that no row meets": (
            voters("vote_id=us-112-2012-s-223|position=maybe"),
            "record_row_id  vote_positions has no row with 'vote_id=us-112-2012-s-223|position=maybe'",
        ),
    },
    "own_words_take_no_side": {
        "statement": (
            change(CLAIMS, DEATH, statement="Vladimir Putin speaks of a hero"),
            "statement  'hero' praises",
        ),
        "two words, one twice": (
            change(CLAIMS, DEATH, note="Killers, a killer's cronies and other killers"),
            "note  'killer' is for a court to find",
            "note  'killers' is for a court to find",
            "note  'cronies' insults",
        ),
        "a murder and who is called its doer": (
            change(CLAIMS, DEATH, note="Of murder and a murderer"),
            "note  'murder' is for a court to find; say death",
            "note  'murderer' is for a court to find",
        ),
        "plural": (
            change(CLAIMS, DEATH, note="Said of the victims"),
            "note  'victims' presupposes the deed that is disputed; say whom it concerns",
        ),
        "title of an event": (
            change(EVENTS, SIGNED, title="President Obama signs against the Regime"),
            "title  'regime' denies that a government is one; say government, or rules for a body of rules",
        ),
        "title of ours for a source": (
            change(SOURCES, POST, title="[Post on the anti-Magnitsky bill of a regime]"),
            "title  'anti-magnitsky' tells a bill or film as one against a person; say what it answers or disputes",
            "title  'regime' denies that a government is one; say government, or rules for a body of rules",
        ),
        "description": (
            change(ENTITIES, {"entity_id": "md-p-02008"}, description="Author of a so-called blog"),
            "description  'so-called' casts doubt",
        ),
    },
}


@pytest.mark.parametrize(("breaks", "words"), cases(BROKEN))
def test_what_breaks_a_rule(breaks: Break, words: list[str], project: Project) -> None:
    place = breaks(project)
    assert findings(project) == told(place, words)


def test_a_title_of_its_own_passes_with_its_words_and_where_it_is_quoted(project: Project) -> None:
    project.change(SOURCES, POST, title="Treasury Sanctions Corrupt Hungarian Official")
    project.change(CLAIMS, DEATH, note="So the release Treasury Sanctions Corrupt Hungarian Official")
    assert findings(project) == []


def test_words_that_assert_what_an_authority_states(project: Project) -> None:
    """Titles of which a person named could rightly complain, and how they read where an authority is their author."""
    note = (
        "First list: 14 of the fraud that Magnitsky uncovered. Two persons for abuses in Chechnya. "
        "Those who exposed violators, perpetrators and human rights abusers. A corrupt official, or an innocent one"
    )
    project.change(EVENTS, SIGNED, note=note)
    words = "abusers, corrupt, exposed, for abuses, innocent, of the fraud, perpetrators, uncovered, violators"
    assert ", ".join(found.split("'")[1] for found in findings(project)) == words
    note = "14 persons named over the tax fraud. Two named over abuses in Chechnya. On the ground of corruption"
    project.change(EVENTS, SIGNED, note=note)
    assert findings(project) == []


def test_our_own_title_of_a_round_takes_no_side(tmp_path: Path) -> None:
    named = {"round_id": "us-glomag-2020-02-01"}
    project = lists_project(
        tmp_path,
        designation_rounds=[{**named, "round_date": "2020-02-01", "title": "Thugs of the ministry"}],
        designation_events=[event("add", "2020-02-01", DOE, **named)],
    )
    assert findings(project) == ["raw/curated/designation_rounds.csv:2:title  'thugs' insults"]


def test_a_title_may_hold_any_word(project: Project) -> None:
    """The Act of Canada bears the word; so does a note that names it, in full or without what stands in brackets."""
    act = "Justice for Victims of Corrupt Foreign Officials Act"
    project.change(LAWS, TITLE_IV, title=f"{act} (Sergei Magnitsky Law)")
    project.change(CLAIMS, DEATH, note=f"Spoken before the {act}")
    project.change(CLAIMS, PASSED, note="Cited by the Victims of Communism Memorial Foundation")
    assert findings(project) == []


def test_other_words_are_let_pass(project: Project) -> None:
    project.change(CLAIMS, DEATH, note="To believe in heroin earlier; families, regimen, puppy, liaison, smearing")
    assert findings(project) == []
