"""Rules that keep a class of rows alike: each reports a project broken in its one way, at the line that breaks it."""

from collections.abc import Callable

import pytest
from small_project import Project, Row

from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.curation.pipeline import validated

BILLS, RELATIONS = "imported/us_congress/bills", "curated/bill_relations"
MEASURES, ROUND = "curated/retaliatory_measures", {"measure_id": "ru-2013-04-13-us"}
LAW = {"measure_id": "ru-2012-272fz"}
TARGETS, TARGET = "curated/retaliation_targets", ROUND | {"entity_id": "md-p-01005"}
CLAIMS, CLAIM = "curated/claims", {"claim_id": "seed000-01"}
EVENTS, SIGNED = "curated/events", {"event_id": "2012-12-14-01"}
ENACTED = {"bill_id": "us-114-s-284", "related_bill_number": "H.R. 6156 (112th)", "related_bill_id": "us-112-hr-6156", "relation_type": "text_enacted_in"}  # fmt: skip
S284 = {"bill_id": "us-114-s-284"}  # passed the Senate, in committee in the House after

Break = Callable[[Project], tuple[str, int]]  # returns file and line


def change(name: str, where: Row, **cells: str) -> Break:
    return lambda project: (name, project.change(name, where, **cells))


def add(name: str, row: Row) -> Break:
    return lambda project: (name, project.add(name, row))


def in_another_law(project: Project) -> tuple[str, int]:
    project.change(BILLS, {"bill_id": "us-112-hr-6156"}, law_id="us-pl-112-208-title-iv")
    return RELATIONS, project.add(RELATIONS, ENACTED | {"law_id": "us-pl-112-208"})


def on_one_page(project: Project) -> tuple[str, int]:
    project.drop("curated/citations", {"table_name": "laws", "row_id": "us-pl-112-208"})
    return "curated/laws", project.change(
        "curated/laws", {"law_id": "us-pl-112-208"}, source_id="cis-legislation.com-b68a5fa6"
    )


def by_a_body(project: Project) -> tuple[str, int]:
    """A claim of a page that is known as a file alone."""
    project.change("curated/sources", {"source_id": "seed-undated-9c66a107"}, url="")
    said = {"claimed_by_entity_id": "md-o-00003", "note": "Author inferred from the page"}
    statement = "United States House Committee on Ways and Means says that he did not die of torture"
    return CLAIMS, project.change(CLAIMS, {"claim_id": "seed000-10"}, statement=statement, **said)


CASES: list[tuple[str, Break, str, str]] = [
    # in what way, how, column, message
    ("a bill that passed is no introduced one", change(BILLS, S284, status="introduced"), "status", "'introduced', but the step 'passed' of 2015-12-17 goes further"),
    ("a drafted bill was not introduced", change(BILLS, S284, status="drafted"), "introduced_date", "'2015-01-28', but the status is drafted; expected an empty cell"),
    ("a drafted bill has no step in a chamber", change(BILLS, S284, status="drafted"), "status", "'drafted', but the step 'introduced' names a chamber"),
    ("about so many is no announced number", change(MEASURES, ROUND, title="About 18 persons barred"), "announced_persons", "'18', but the row tells of a number that is not announced; leave the cell empty"),
    ("a list of persons that names nobody is a law", change(MEASURES, LAW, measure_type="person_list"), "measure_type", "'person_list', but targets_coverage is empty, so it names nobody; expected law"),
    ("a dispute in the note of an event", change(EVENTS, SIGNED, note="The day is disputed"), "is_contested", "'false', but title or note tells of a dispute"),
    ("an official's tie told as a fact", change(MEASURES, ROUND, title="18 Americans tied to Guantanamo"), "title", "'tied to' asserts the tie that an authority gives as its ground; say whom it names over what"),
    ("a group told as a fact", change(TARGETS, TARGET, group_name="Tied to Guantanamo"), "group_name", "'tied to' asserts the tie that an authority gives as its ground; say whom it names over what"),
    ("a claim that reads as the dataset's own", change(CLAIMS, CLAIM, statement="The Magnitsky Act was passed in late 2012"), "statement", "does not name 'Jerry Alatalo', who claims it"),
    ("a partial word of ours in a claim", change(CLAIMS, CLAIM, statement="Jerry Alatalo says that it was murder"), "statement", "'murder' is for a court to find; say death"),
    ("a body that is the author by inference", by_a_body, "confidence", "'high', but the file names no publisher: expected medium or low, and how 'md-o-00003' is known to be the author"),
    ("a law on one page that is not official", on_one_page, "confidence", "'high', but cis-legislation.com-b68a5fa6 is not official and no citation supports the row; expected medium, or a second source"),
    ("a text cannot be enacted in a bill that was not", add(RELATIONS, {"bill_id": "us-112-hr-6156", "related_bill_number": "S. 284 (114th)", "related_bill_id": "us-114-s-284", "relation_type": "text_enacted_in"}), "relation_type", "'text_enacted_in', but us-114-s-284 is passed_one_chamber; expected enacted"),
    ("a text that was enacted has its law", add(RELATIONS, ENACTED), "law_id", "'' does not fit relation_type 'text_enacted_in'; an enacted text has its law, no other has"),
    ("a law beside another relation", add(RELATIONS, ENACTED | {"relation_type": "related", "law_id": "us-pl-112-208"}), "law_id", "'us-pl-112-208' does not fit relation_type 'related'; an enacted text has its law, no other has"),
    ("a related bill that is here", add(RELATIONS, ENACTED | {"related_bill_id": "", "relation_type": "related"}), "related_bill_id", "empty, but 'H.R. 6156 (112th)' is us-112-hr-6156"),
    ("a text in another law", in_another_law, "law_id", "'us-pl-112-208', but us-112-hr-6156 became us-pl-112-208-title-iv"),
]  # fmt: skip

# The rules that the cases break, beside those of the other modules: ``test_rules`` counts them.
BROKEN = {
    "announced_numbers_were_announced",
    "claims_name_their_author",
    "drafts_are_not_introduced",
    "enacted_texts_name_their_law",
    "inferred_authors_are_said_to_be",
    "laws_of_high_confidence_have_two_sources",
    "like_events_are_contested_alike",
    "person_lists_name_somebody",
    "related_bills_are_named_by_id",
    "status_is_not_behind_the_steps",
    "texts_are_enacted_in_enacted_bills",
}


@pytest.mark.parametrize(("breaks", "column", "message"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_rule(breaks: Break, column: str, message: str, project: Project) -> None:
    file, line = breaks(project)
    with pytest.raises(ProblemsFound) as found:
        validated(project.root)
    problems = [(p.file, p.line, p.column, p.message) for p in found.value.problems]
    assert (f"raw/{file}.csv", line, column, message) in problems, "\n".join(map(str, found.value.problems))


def test_a_law_that_rests_on_one_unofficial_page_is_not_of_high_confidence(project: Project) -> None:
    statute = {"source_id": "us-usc-2016-3d54ba71"}
    project.change("curated/sources", statute, is_official="false")
    for citation in project.rows("curated/citations"):
        if citation["row_id"] == "us-pl-112-208-title-iv":
            project.drop("curated/citations", {"citation_id": citation["citation_id"]})
    with pytest.raises(ProblemsFound, match="'high', but us-usc-2016-3d54ba71 is not official and no citation"):
        validated(project.root)


def test_words_quoted_in_a_claim_are_its_authors(project: Project) -> None:
    change(CLAIMS, CLAIM, statement='Jerry Alatalo says that there was "violence which led to murder"')(project)
    validated(project.root)
