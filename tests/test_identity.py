"""What is wrong with links, decisions and ids is told by file, line and column."""

from pathlib import Path

import pytest
from lists_project import DOE, GLOMAG, born, entry, event, lists_project, state
from small_project import Project
from test_people import decide, link, put

from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.curation.pipeline import validated

LINKS, DECISIONS, REDIRECTS = (
    f"raw/curated/{name}.csv" for name in ("entity_links", "link_decisions", "entity_redirects")
)


@pytest.fixture
def pair(project: Project) -> Project:
    """The small project with one person on two lists, under names that only a curator may join."""
    put(project, "us-ofac-1", "us_ofac", "SIDOROV, Ivan Petrovich", "1970-03-02")
    put(project, "gb-fcdo-GHR1", "gb_fcdo", "Ivan SIDOROV", "1970-03-02")
    return project


def told(project: Project) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ProblemsFound) as found:
        validated(project.root)
    return [(p.file, p.line, p.column, p.message) for p in found.value.problems]


def entity_ids(project: Project) -> dict[str, str]:
    return validated(project.root).mapping("entity_links", "entry_id", "entity_id")


def redirect(project: Project, old: str, new: str) -> int:
    row = {"old_entity_id": old, "entity_id": new, "reason": "One person", "since_version": "2026.2.0"}
    return project.add("curated/entity_redirects", row)


# The rules that the tests below break: ``test_rules`` counts them.
BROKEN = {
    "contradicting_birth_dates_are_decided",
    "decided_records_exist",
    "labelled_records_exist",
    "linked_entries_are_of_one_kind",
    "links_are_as_decided",
    "links_lead_to_ids_in_use",
    "links_rest_on_decisions",
    "names_without_an_entry_rest_on_decisions",
    "pairs_are_decided_once",
    "published_ids_stay",
    "redirects_lead_to_entities",
}


def test_a_link_to_an_entry_that_is_not_there(pair: Project) -> None:
    line = link(pair, "gb-fcdo-GHR2", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR1"))
    wrong = "'gb-fcdo-GHR2' is not a entry_id of list_entries; add that row or mend the value"
    assert (LINKS, line, "entry_id", wrong) in told(pair)


def test_an_entry_linked_twice(pair: Project) -> None:
    decision = decide(pair, "us-ofac-1", "gb-fcdo-GHR1")
    link(pair, "gb-fcdo-GHR1", "us-ofac-1", decision)
    link(pair, "gb-fcdo-GHR1", "gb-fcdo-GHR1", decision)
    wrong = f"duplicate key 'gb-fcdo-GHR1' in entry_id; first at {LINKS}:2; keep one"
    assert (LINKS, 3, "entry_id", wrong) in told(pair)


def test_an_announced_name_without_an_entry_that_is_a_listed_person_without_a_decision(tmp_path: Path) -> None:
    programs = [
        GLOMAG,
        {"program_id": "us-7031c", "list_id": "us_state", "name": "Section 7031(c)", "law_id": "us-eo-13818"},
    ]
    named = event("add", "2020-01-02", program_id="us-7031c", entry_id="", entity_id=DOE, official_id="")
    project = lists_project(tmp_path, programs=programs, designation_events=[event("add", "2020-01-01"), named])
    line = project.line("curated/designation_events", {"program_id": "us-7031c"})
    wrong = (
        "us-ofac-1 stands on a list; expected a decision 'same' in link_decisions on designation_events "
        f"{named['designation_event_id']} and an entry of that entity"
    )
    assert told(project) == [("raw/curated/designation_events.csv", line, "entity_id", wrong)]
    decide(project, named["designation_event_id"], DOE)
    project.change("curated/link_decisions", {"right_id": DOE}, left_table="designation_events")
    assert entity_ids(project) == {DOE: DOE}


def test_a_link_without_a_decision_on_that_entry(pair: Project) -> None:
    put(pair, "gb-fcdo-GHR2", "gb_fcdo", "Petr PETROV")
    line = link(pair, "gb-fcdo-GHR1", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR2", "different"))
    wrong = (
        "'link-us-ofac-1-gb-fcdo-GHR2' does not join gb-fcdo-GHR1 to us-ofac-1; expected a decision 'same' on this entry and "
        "another one of that entity, which is joined to the entry that founds it"
    )
    assert told(pair) == [(LINKS, line, "decision_id", wrong)]


def test_entries_decided_to_be_the_same_that_are_two_entities(pair: Project) -> None:
    decide(pair, "us-ofac-1", "gb-fcdo-GHR1")
    wrong = "'same', but us-ofac-1 is linked to us-ofac-1 and gb-fcdo-GHR1 to gb-fcdo-GHR1; link both to one entity"
    assert told(pair) == [(DECISIONS, 2, "decision", wrong)]


def test_a_decision_against_what_the_rule_joins_over_a_third_entry(pair: Project) -> None:
    """The rule joins the Australian entry to the US one, which a curator joined to the UK one and parted from it."""
    put(pair, "au-dfat-1", "au_dfat", "Ivan Petrovich SIDOROV", "1970-03-02")
    link(pair, "gb-fcdo-GHR1", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR1"))
    decide(pair, "gb-fcdo-GHR1", "au-dfat-1", "different")
    assert entity_ids(pair)["au-dfat-1"] == "au-dfat-1"


def test_entries_that_are_linked_against_a_decision(pair: Project) -> None:
    put(pair, "au-dfat-1", "au_dfat", "I. SIDOROV", "1970-03-02")
    link(pair, "gb-fcdo-GHR1", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR1"))
    link(pair, "au-dfat-1", "us-ofac-1", decide(pair, "us-ofac-1", "au-dfat-1"))
    decide(pair, "gb-fcdo-GHR1", "au-dfat-1", "different")
    line = pair.line("curated/link_decisions", {"decision": "different"})
    wrong = "'different', but gb-fcdo-GHR1 and au-dfat-1 are both linked to us-ofac-1; part them, or mend the decision"
    assert told(pair) == [(DECISIONS, line, "decision", wrong)]


def test_a_pair_decided_twice(pair: Project) -> None:
    link(pair, "gb-fcdo-GHR1", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR1"))
    decide(pair, "gb-fcdo-GHR1", "us-ofac-1")
    first = pair.rows("curated/link_decisions")[0]["decision_id"]
    assert told(pair) == [(DECISIONS, 3, "right_id", f"the pair is decided already: 'same' in {first}; keep one")]


def test_a_decision_on_a_record_that_is_not_there(pair: Project) -> None:
    decide(pair, "us-ofac-1", "us-ofac-9", "different")
    assert told(pair) == [(DECISIONS, 2, "right_id", "list_entries has no row 'us-ofac-9'")]


@pytest.mark.parametrize(
    ("born", "wrong"),
    [
        ("1970-02-03", "us-ofac-1 gives birth date 1970-03-02, gb-fcdo-GHR1 1970-02-03: day and month are exchanged"),
        ("1971-03-02", "us-ofac-1 gives birth date 1970-03-02, gb-fcdo-GHR1 1971-03-02"),
    ],
)
def test_birth_dates_that_contradict_without_a_decision_that_says_so(project: Project, born: str, wrong: str) -> None:
    put(project, "us-ofac-1", "us_ofac", "SIDOROV, Ivan Petrovich", "1970-03-02")
    put(project, "gb-fcdo-GHR1", "gb_fcdo", "Ivan SIDOROV", born)
    line = link(project, "gb-fcdo-GHR1", "us-ofac-1", decide(project, "us-ofac-1", "gb-fcdo-GHR1"))
    advice = "expected a decision 'same' whose evidence names both days, or two entities"
    assert told(project) == [(LINKS, line, "entity_id", f"{wrong}; {advice}")]
    said = f"Born 1970-03-02 and {born}; office and town agree"
    project.change("curated/link_decisions", {"left_id": "us-ofac-1"}, evidence=said)
    assert entity_ids(project)["gb-fcdo-GHR1"] == "us-ofac-1"


def test_entities_of_different_kind_that_are_merged(pair: Project) -> None:
    pair.change("curated/list_entries", {"entry_id": "gb-fcdo-GHR1"}, entity_type="organization")
    line = link(pair, "gb-fcdo-GHR1", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR1"))
    wrong = "gb-fcdo-GHR1 is listed as organization, us-ofac-1 is person; one of them is another"
    assert told(pair) == [(LINKS, line, "entity_id", wrong)]


def test_redirects_in_a_chain_or_a_circle(pair: Project) -> None:
    redirect(pair, "gb-fcdo-GHR8", "gb-fcdo-GHR1")
    redirect(pair, "gb-fcdo-GHR9", "gb-fcdo-GHR8")
    wrong = "'gb-fcdo-GHR8' is given up too, for gb-fcdo-GHR1; lead straight to where the chain ends"
    assert (REDIRECTS, 3, "entity_id", wrong) in told(pair)
    pair.change("curated/entity_redirects", {"old_entity_id": "gb-fcdo-GHR8"}, entity_id="gb-fcdo-GHR9")
    lines = [(file, line) for file, line, column, message in told(pair) if "lead straight" in message]
    assert lines == [(REDIRECTS, 2), (REDIRECTS, 3)]


def test_an_id_that_is_given_up_and_in_use(pair: Project) -> None:
    redirect(pair, "gb-fcdo-GHR1", "us-ofac-1")
    problems = told(pair)
    assert (
        REDIRECTS,
        2,
        "old_entity_id",
        "'gb-fcdo-GHR1' is an entity; an id is either given up or in use",
    ) in problems
    assert [message for *_, message in problems if "was given up for" in message] == [
        "'gb-fcdo-GHR1' was given up for us-ofac-1; link the entry to that one"
    ]


def publish(project: Project, *ids: str) -> None:
    for entity in ids:
        project.add("curated/entity_ids", {"entity_id": entity, "since_version": "2026.1.0"})


def test_a_published_id_stays_when_a_more_senior_list_names_the_person_later(pair: Project) -> None:
    publish(pair, "gb-fcdo-GHR1")
    put(pair, "us-ofac-2", "us_ofac", "SIDOROV, Ivan", "1970-03-02")
    assert entity_ids(pair)["us-ofac-2"] == "gb-fcdo-GHR1"


def test_a_new_entry_of_another_person_changes_no_id(pair: Project) -> None:
    before = entity_ids(pair)
    put(pair, "us-ofac-0", "us_ofac", "ABRAMOV, Ivan", "1970-03-02")
    assert {key: entity for key, entity in entity_ids(pair).items() if key != "us-ofac-0"} == before


def test_a_new_state_of_a_list_changes_no_id(tmp_path: Path) -> None:
    """A newer state renames one entry, drops another and brings a third, a namesake of the first born on the same day."""
    opened = [event("add", "2020-01-01", e) for e in (DOE, "us-ofac-2")]
    before = lists_project(
        tmp_path / "before",
        state("2020-02-01", DOE, "us-ofac-2"),
        list_entries=[entry(), entry("us-ofac-2", "ROE, Jane")],
        list_particulars=[born(DOE, "1970-03-02")],
        designation_events=opened,
    )
    after = lists_project(
        tmp_path / "after",
        state("2020-02-01", DOE, "us-ofac-2"),
        state("2021-02-01", DOE, "us-ofac-0"),
        list_entries=[entry(DOE, "DOE, Johnny"), entry("us-ofac-2", "ROE, Jane"), entry("us-ofac-0", "DOE, John")],
        list_particulars=[born(DOE, "1970-03-02"), born("us-ofac-0", "1970-03-02")],
        designation_events=[
            *opened,
            event("add", "2021-01-01", "us-ofac-0"),
            event("remove", "2021-01-01", "us-ofac-2"),
        ],
    )
    assert entity_ids(after) == {**entity_ids(before), "us-ofac-0": "us-ofac-0"}


def test_a_published_id_that_is_gone_needs_a_redirect(pair: Project) -> None:
    publish(pair, "us-ofac-1", "gb-fcdo-GHR1")
    link(pair, "gb-fcdo-GHR1", "us-ofac-1", decide(pair, "us-ofac-1", "gb-fcdo-GHR1"))
    wrong = "'gb-fcdo-GHR1' was published in 2026.1.0 and is no entity now; expected a row in entity_redirects that leads on"
    assert told(pair) == [("raw/curated/entity_ids.csv", 2, "entity_id", wrong)]
    redirect(pair, "gb-fcdo-GHR1", "us-ofac-1")
    assert entity_ids(pair)["gb-fcdo-GHR1"] == "us-ofac-1"


def test_a_labelled_pair_of_a_record_that_is_not_there(pair: Project) -> None:
    labels = {"left_table": "list_entries", "left_entry_id": "us-ofac-1", "right_table": "list_entries"}
    row = {
        "pair_id": "bench-0001",
        "right_entry_id": "gb-fcdo-GHR9",
        "is_same": "false",
        "stratum": "random_cross_list",
    }
    said = {"is_hard": "false", "evidence": "Another name", "confidence": "high", "decided_date": "2026-11-24"}
    line = pair.add("curated/link_benchmark", labels | row | said)
    wrong = "list_entries has no row 'gb-fcdo-GHR9'"
    assert told(pair) == [("raw/curated/link_benchmark.csv", line, "right_entry_id", wrong)]
