"""Rules of sources and citations, and what corrections and overlays leave as citations."""

import pytest
from breaking import Break, Broken, add, built, cases, change, drop, findings, shown_at, told
from small_project import Project

CITATIONS, SOURCES, CORRECTIONS, LAWS, DECISIONS = (
    f"curated/{name}" for name in ("citations", "sources", "corrections", "laws", "link_decisions")
)
LAW = {"law_id": "us-pl-112-208"}
ENROLLED = {"source_id": "govinfo.gov-838cd9cd"}  # the enrolled text of H.R. 6156, an address without a file
CODE = {"source_id": "us-usc-2016-3d54ba71"}  # the United States Code of 2016, a file without an address
PUBLIC_DOMAIN = "U.S. government work (17 U.S.C. 105), public domain"

CITATION = {
    "citation_id": "test-1",
    "table_name": "laws",
    "row_id": "us-pl-112-208",
    "column_name": "title",
    "source_id": "govinfo.gov-999479ba",
    "stance": "supports",
}
UNUSED = {
    "source_id": "example.org-00000000",
    "source_type": "news",
    "title": "[An example]",
    "publisher": "Example",
    "undated_reason": "no_day",
    "url": "https://example.org/",
    "is_official": "false",
    "is_party_to_case": "false",
}

DECISION = {
    "decision_id": "test-1",
    "left_table": "entities",
    "left_id": "us-bioguide-C000141",
    "right_table": "legislators",
    "right_id": "us-bioguide-C000141",
    "decision": "different",
    "evidence": "Another person",
    "confidence": "high",
}

BROKEN: Broken = {
    "curators_date_their_decisions": {
        "a curator without a day": (
            add(DECISIONS, {**DECISION, "method": "curator"}),
            "decided_date  empty, but a curator decided; expected the day",
        ),
        "a rule with a day": (
            add(DECISIONS, {**DECISION, "method": "rule", "decided_date": "2026-11-21"}),
            "decided_date  '2026-11-21', but a rule decides anew at every build; leave the cell empty",
        ),
    },
    "cells_referred_to_exist": {
        "no such table": (
            add(CITATIONS, {**CITATION, "table_name": "lawz"}),
            "table_name  'lawz' is not a published table",
        ),
        "a table of the workshop": (
            add(CITATIONS, {**CITATION, "table_name": "corrections"}),
            "table_name  'corrections' is not a published table",
        ),
        "no such row": (
            add(CITATIONS, {**CITATION, "row_id": "us-pl-112-209"}),
            "row_id  laws has no row 'us-pl-112-209'",
        ),
        "no such column": (
            add(CITATIONS, {**CITATION, "column_name": "titel"}),
            "column_name  laws has no column 'titel'",
        ),
        "neither row nor column": (
            add(CITATIONS, {**CITATION, "row_id": "us-pl-112-209", "column_name": "titel"}),
            "row_id  laws has no row 'us-pl-112-209'",
            "column_name  laws has no column 'titel'",
        ),
    },
    "citations_are_told_once": {
        "twice, with another note": (
            shown_at(
                CITATIONS,
                {"citation_id": "test-2"},
                add(CITATIONS, CITATION),
                add(CITATIONS, {**CITATION, "citation_id": "test-2", "note": "Again"}),
            ),
            "source_id  'govinfo.gov-999479ba' says the same of laws us-pl-112-208 in test-1",
        ),
    },
    "every_source_is_used": {
        "a source left over": (
            add(SOURCES, UNUSED),
            "source_id  'example.org-00000000' is named by no row; use it or take it away",
        ),
        "its last row names another": (
            shown_at(
                SOURCES,
                CODE,
                drop(CITATIONS, CODE),
                change(LAWS, {"law_id": "us-pl-112-208-title-iv"}, source_id="govinfo.gov-838cd9cd"),
            ),
            "source_id  'us-usc-2016-3d54ba71' is named by no row; use it or take it away",
        ),
    },
    "files_have_a_licence": {
        "an official file": (
            change(SOURCES, CODE, licence=""),
            "licence  empty; expected the terms of 'Office of the Law Revision Counsel, United States House of Representatives' as licences names them; of an imported file tell them by import --licence",
        ),
        "a private copy of a list": (
            change(SOURCES, ENROLLED, source_type="list_mirror", licence=""),
            "licence  empty; expected the terms of 'United States Government Publishing Office' as licences names them; of an imported file tell them by import --licence",
        ),
    },
    "sources_have_a_day_or_a_reason": {
        "neither": (
            change(SOURCES, ENROLLED, undated_reason=""),
            "undated_reason  empty, and so is document_date; expected a day or the reason why none is told",
        ),
        "both": (
            change(SOURCES, ENROLLED, document_date="2012-12-14"),
            "undated_reason  'no_day' beside the day 2012-12-14; leave it empty",
        ),
        "a month in the address": (
            change(SOURCES, ENROLLED, url="https://example.org/2012/12/enrolled.xml"),
            "undated_reason  'no_day', but the address bears /2012/12/; expected it as document_date",
        ),
    },
    "sources_can_be_found": {
        "no address and no file": (
            change(SOURCES, ENROLLED, url=""),
            "url  no address and no file name; expected one of them",
        ),
        "a file without its hash": (
            change(SOURCES, ENROLLED, file_name="BILLS-112hr6156enr.xml", licence=PUBLIC_DOMAIN),
            "sha256  empty, but file_name is 'BILLS-112hr6156enr.xml'; expected the hash of the file",
        ),
    },
}


@pytest.mark.parametrize(("breaks", "words"), cases(BROKEN))
def test_what_breaks_a_rule(breaks: Break, words: list[str], project: Project) -> None:
    place = breaks(project)
    assert findings(project) == told(place, words)


def test_a_citation_may_speak_of_a_row_as_a_whole(project: Project) -> None:
    add(CITATIONS, {**CITATION, "column_name": ""})(project)
    assert findings(project) == []


# Corrections


def correction(project: Project, kind: str) -> None:
    """Correct how the law is cited by its enrolled text."""
    row = {
        "table_name": "laws",
        "row_id": LAW["law_id"],
        "column_name": "citation",
        "expected_value": "Pub. L. 112-208",
        "new_value": "Public Law 112-208",
        "kind": kind,
        "reason": "Read again",
        "source_id": ENROLLED["source_id"],
        "source_locator": "head",
    }
    add(CORRECTIONS, row)(project)


def cited(project: Project) -> list[tuple[str, ...]]:
    """What is cited for and against the corrected cell."""
    columns = ("stance", "value", "source_id", "source_locator", "note")
    return sorted(
        tuple(row[c] for c in columns)
        for row in built(project, "citations")
        if (row["row_id"], row["column_name"]) == (LAW["law_id"], "citation")
    )


def test_a_wrong_value_is_cited_against_the_new_one(project: Project) -> None:
    """Its source says so; the reader must see that two sources differ."""
    (law,) = (row for row in project.rows(LAWS) if row["law_id"] == LAW["law_id"])
    assert law["source_locator"]
    correction(project, "wrong")
    assert cited(project) == [
        ("conflicts", "Pub. L. 112-208", law["source_id"], law["source_locator"], "Read again"),
        ("supports", "Public Law 112-208", ENROLLED["source_id"], "head", "Read again"),
    ]


def test_a_stale_value_is_not_cited_against_the_new_one(project: Project) -> None:
    """Both sources are right, each of its day."""
    correction(project, "stale")
    assert cited(project) == [("supports", "Public Law 112-208", ENROLLED["source_id"], "head", "Read again")]
    laws = {row["law_id"]: row for row in built(project, "laws")}
    assert laws[LAW["law_id"]]["citation"] == "Public Law 112-208"
