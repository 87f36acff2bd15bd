"""Rules on made rows: all the ways that decide whether a row breaks one, those that the small projects have no room for."""

import pytest
from made_rows import broken, rows

STAGES = "drafted introduced considered in_committee ordered_reported reported passed_one_chamber passed_both_chambers".split()
ENDS = ("enacted", "adopted", "rejected", "withdrawn")
# The least stage that a step leads to.
LEADS_TO = {
    "introduced": "introduced", "considered": "considered", "referred": "in_committee", "hearing": "in_committee", "markup": "in_committee",
    "discharged": "in_committee", "ordered_reported": "ordered_reported", "reported": "reported", "calendar": "reported",
    "passed": "passed_one_chamber", "presented": "passed_both_chambers", "signed": "enacted", "became_law": "enacted",
}  # fmt: skip


def test_no_step_goes_further_than_the_status() -> None:
    bills = [(f"{kind}-{status}", status, "2020-01-02") for kind in LEADS_TO for status in (*STAGES, *ENDS)]
    steps = [(key, key.split("-")[0], "2020-01-02") for key, _, _ in bills]
    tables = {
        "bills": rows("bill_id status status_date", *bills),
        "bill_actions": rows("bill_id action_type action_date", *steps),
    }
    order = [*STAGES, ENDS[0]]
    assert broken("status_is_not_behind_the_steps", tables) == sorted(
        f"{kind}-{status}:status  '{status}', but the step '{kind}' of 2020-01-02 goes further"
        for kind, least in LEADS_TO.items()
        for status in STAGES
        if order.index(status) < order.index(least)
    )


def test_a_debate_is_of_the_day_of_the_last_one() -> None:
    """Of other steps and stages the status may be older: a referral after the debate changes nothing."""
    tables = {
        "bills": rows("bill_id status status_date", ("a", "considered", "2020-01-02"), ("b", "in_committee", "2020-01-02")),
        "bill_actions": rows(
            "bill_id action_type action_date",
            ("a", "considered", "2020-01-02"), ("a", "considered", "2020-01-03"), ("a", "introduced", "2020-01-04"), ("b", "considered", "2020-01-05"),
        ),
    }  # fmt: skip
    assert broken("status_is_not_behind_the_steps", tables) == [
        "a:status_date  '2020-01-02', but the step 'considered' is of 2020-01-03"
    ]


def test_a_draft_has_neither_day_nor_chamber() -> None:
    tables = {
        "bills": rows("bill_id status introduced_date", ("a", "drafted", ""), ("b", "drafted", "2022"), ("c", "introduced", "2022")),
        "bill_actions": rows("bill_id action_type chamber_id", ("a", "other", ""), ("b", "other", "md-parliament"), ("c", "other", "md-parliament")),
    }  # fmt: skip
    assert broken("drafts_are_not_introduced", tables) == [
        "b:introduced_date  '2022', but the status is drafted; expected an empty cell",
        "b:status  'drafted', but the step 'other' names a chamber",
    ]


RELATION = "bill_id related_bill_number related_bill_id relation_type law_id"


def test_a_related_bill_of_congress_is_named_by_its_id() -> None:
    tables = {
        "bills": rows("bill_id jurisdiction_code number session", ("law", "US", "H.R. 6156", "112"), ("other", "GB", "NC7", "2016-17")),
        "bill_relations": rows(
            RELATION,
            ("1", "H.R. 6156 (112th)", "", "related", ""),
            ("2", "H.R. 6156 (112th)", "law", "related", ""),
            ("3", "H.R. 6156 (111th)", "", "related", ""),
            ("4", "NC7 (2016-17)", "", "related", ""),
        ),
    }  # fmt: skip
    assert broken("related_bills_are_named_by_id", tables) == [
        "1|H.R. 6156 (112th)|related:related_bill_id  empty, but 'H.R. 6156 (112th)' is law"
    ]


def test_a_text_is_enacted_in_a_bill_that_is_law() -> None:
    tables = {
        "bills": rows("bill_id status law_id", ("law", "enacted", "pl"), ("dead", "introduced", ""), ("too", "enacted", "pl-2")),
        "bill_relations": rows(
            RELATION,
            ("dead", "law", "law", "text_enacted_in", "pl"),
            ("dead", "too", "too", "related", ""),
            ("law", "dead", "dead", "text_enacted_in", ""),
            ("law", "too", "too", "related", ""),
        ),
    }  # fmt: skip
    assert broken("texts_are_enacted_in_enacted_bills", tables) == [
        "law|dead|text_enacted_in:relation_type  'text_enacted_in', but dead is introduced; expected enacted",
        "law|dead|text_enacted_in:relation_type  'text_enacted_in', but law was enacted itself",
    ]


def test_an_enacted_text_stands_in_the_law_or_in_a_part_of_it() -> None:
    tables = {
        "bills": rows("bill_id law_id", ("a", "pl"), ("b", "")),
        "laws": rows("law_id part_of_law_id", ("pl", ""), ("part", "pl"), ("other", ""), ("part-of-other", "other")),
        "bill_relations": rows(
            RELATION,
            ("1", "", "a", "text_enacted_in", "pl"),
            ("2", "", "a", "text_enacted_in", "part"),
            ("3", "", "a", "text_enacted_in", "other"),
            ("4", "", "a", "text_enacted_in", "part-of-other"),
            ("5", "", "a", "text_enacted_in", ""),
            ("6", "", "a", "related", "pl"),
            ("7", "", "a", "related", ""),
            ("8", "", "b", "text_enacted_in", "pl"),  # that a is no law yet is for another rule
        ),
    }
    fit = "an enacted text has its law, no other has"
    assert broken("enacted_texts_name_their_law", tables) == [
        "3||text_enacted_in:law_id  'other', but a became pl",
        "4||text_enacted_in:law_id  'part-of-other', but a became pl",
        f"5||text_enacted_in:law_id  '' does not fit relation_type 'text_enacted_in'; {fit}",
        f"6||related:law_id  'pl' does not fit relation_type 'related'; {fit}",
    ]


def test_one_page_that_is_not_official_does_not_make_high_confidence() -> None:
    tables = {
        "sources": rows("source_id is_official", ("page", "false"), ("gazette", "true")),
        "laws": rows(
            "law_id source_id confidence",
            ("1", "page", "high"), ("2", "page", "medium"), ("3", "gazette", "high"), ("4", "page", "high"), ("5", "page", "high"), ("6", "page", "high"),
        ),
        "citations": rows(
            "citation_id table_name row_id stance",
            ("1", "laws", "4", "supports"), ("2", "laws", "5", "conflicts"), ("3", "bills", "6", "supports"),
        ),
    }  # fmt: skip
    words = "'high', but page is not official and no citation supports the row; expected medium, or a second source"
    assert broken("laws_of_high_confidence_have_two_sources", tables) == [f"{n}:confidence  {words}" for n in "156"]


# Of an event: the page it names, its confidence, how its day is known, its round, and what is said where there is too much of it.
LONE: list[tuple[str, str, str, str, str]] = [
    ("paper", "high", "announcement", "", "medium"),
    ("paper", "medium", "announcement", "", ""),
    ("blog", "medium", "announcement", "", "low"),
    ("party", "high", "", "", "low"),
    ("blog", "low", "announcement", "", ""),
    # An official page, a copy of an official text or of a list, and the fields of a list stand alone.
    ("gazette", "high", "announcement", "", ""),
    ("copy", "high", "announcement", "", ""),
    ("mirror", "high", "announcement", "", ""),
    ("paper", "high", "list_field", "", ""),
    # What proves the day of the round on which the event is counts, and no other day or cell.
    ("paper", "high", "announcement", "of-two", ""),
    ("blog", "high", "announcement", "of-the-gazette", ""),
    ("paper", "high", "announcement", "of-another-day", "medium"),
    ("paper", "high", "announcement", "of-its-number", "medium"),
]  # fmt: skip


def test_one_page_of_the_press_is_not_of_high_confidence() -> None:
    kinds = {"paper": "news", "other": "news", "blog": "blog", "party": "news", "gazette": "news", "copy": "press_release", "mirror": "list_mirror"}  # fmt: skip
    pages = [(page, kind, str(page == "gazette").lower(), str(page == "party").lower()) for page, kind in kinds.items()]
    days = {"of-another-day": "2020-01-03"}
    tables = {
        "sources": rows("source_id source_type is_official is_party_to_case", *pages),
        "designation_rounds": rows(
            "round_id round_date source_id confidence",
            *[(key, days.get(key, "2020-01-02"), "gazette" if key == "of-the-gazette" else "paper", "high") for _, _, _, key, _ in LONE if key],
        ),
        "designation_events": rows(
            "designation_event_id source_id confidence date_basis round_id event_date",
            *[(f"{n:02}", *event[:4], "2020-01-02") for n, event in enumerate(LONE)],
        ),
        "citations": rows(
            "citation_id table_name row_id column_name source_id stance",
            ("1", "designation_rounds", "of-two", "round_date", "other", "supports"),
            ("2", "designation_rounds", "of-another-day", "round_date", "other", "conflicts"),
            ("3", "designation_rounds", "of-its-number", "announced_persons", "other", "supports"),
        ),
    }  # fmt: skip
    words = "'{}', but {} alone tells it; expected at most {}, or a second source"
    assert broken("one_page_of_the_press_is_not_high_confidence", tables, "day_documents") == [
        *[f"{n:02}:confidence  {words.format(event[1], event[0], event[4])}" for n, event in enumerate(LONE) if event[4]],
        f"of-another-day:confidence  {words.format('high', 'paper', 'medium')}",
    ]  # fmt: skip


def test_like_events_are_contested_alike() -> None:
    events = rows(
        "event_id event_type title note is_contested work_id",
        ("1", "case", "Disputed day", "", "false", ""), ("2", "case", "Disputed day", "", "true", ""), ("3", "case", "A day", "He denies it", "false", ""),
        ("4", "case", "A day", "", "false", ""), ("5", "case", "A day", "", "true", ""), ("6", "case", "A day", "", "false", ""),
        ("7", "court", "A day", "", "false", ""), ("8", "case", "A day", "", "true", ""), ("9", "case", "A day", "", "false", ""),
        ("a", "media", "Showing", "", "true", "w"), ("b", "media", "Showing", "", "false", "w"), ("c", "media", "Showing", "", "false", "v"),
        ("d", "court", "Suit", "", "false", "w"), ("e", "court", "Suit", "", "true", "w"), ("f", "media", "Showing", "", "false", "w"),
        ("g", "media", "Showing", "", "true", "w"),
    )  # fmt: skip
    tables = {
        "events": events,
        "citations": rows(
            "citation_id table_name row_id stance",
            ("1", "events", "4", "conflicts"), ("2", "events", "5", "conflicts"), ("3", "works", "9", "conflicts"), ("4", "events", "9", "supports"),
        ),
        "event_entities": rows(
            "event_id entity_id role",
            ("6", "x", "accused"), ("6", "x", "named"), ("7", "x", "accused"), ("8", "x", "accused"), ("9", "x", "author"), ("c", "x", "named"),
        ),
    }  # fmt: skip
    assert broken("like_events_are_contested_alike", tables) == [
        "1:is_contested  'false', but title or note tells of a dispute",
        "3:is_contested  'false', but title or note tells of a dispute",
        "4:is_contested  'false', but a citation conflicts with the event",
        "6:is_contested  'false', but it accuses x",
        "b:is_contested  'false', but another showing of w is contested",
        "f:is_contested  'false', but another showing of w is contested",
    ]


def test_an_author_by_inference_is_said_to_be_one() -> None:
    claims = rows(
        "claim_id source_id claimed_by_entity_id confidence note",
        ("1", "file", "body", "high", "Author inferred from the file"),
        ("2", "file", "body", "medium", "As quoted by a newspaper"),
        ("3", "file", "body", "medium", "A note"),
        ("4", "file", "body", "medium", ""),
        ("5", "file", "person", "high", ""),
        ("6", "page", "body", "high", ""),
        ("7", "file", "body", "high", ""),
    )
    tables = {
        "sources": rows("source_id url", ("file", ""), ("page", "https://a.example/")),
        "entities": rows("entity_id entity_type", ("body", "organization"), ("person", "person")),
        "claims": claims,
    }
    words = "but the file names no publisher: expected medium or low, and how 'body' is known to be the author"
    assert broken("inferred_authors_are_said_to_be", tables) == [
        f"1:confidence  'high', {words}",
        f"3:note  'A note', {words}",
        f"4:note  '', {words}",
        f"7:confidence  'high', {words}",
        f"7:note  '', {words}",
    ]


NEEDED = ("record_table", "record_row_id", "record_column", "claimed_value")
CLAIM = ("claim_id", "comparison", "not_checkable_reason", *NEEDED, "record_row_id_2", "record_as_of_date")


@pytest.mark.parametrize("column", [*NEEDED, "record_row_id_2", "record_as_of_date"])
def test_each_cell_of_a_comparison_is_there_or_none_is(column: str) -> None:
    whole = {c: "2020-01-01" if c == "record_as_of_date" else "x" for c in CLAIM[3:]}
    compared = {"claim_id": "1", "comparison": "equals", "not_checkable_reason": "", **whole, column: ""}
    alone = {**dict.fromkeys(CLAIM, ""), "claim_id": "2", "not_checkable_reason": "No record", column: whole[column]}
    lacking = [f"1:{column}  empty, but comparison 'equals' needs it"] if column in NEEDED else []
    assert broken("claims_are_compared_or_explained", {"claims": [compared, alone]}) == [
        *lacking,
        f"2:{column}  '{whole[column]}', but nothing is compared; take it away",
    ]


def test_a_curator_s_decision_has_its_day_and_a_rule_s_none() -> None:
    tables = {
        "link_decisions": rows(
            "decision_id method decided_date",
            ("1", "curator", ""), ("2", "curator", "2026-11-24"), ("3", "rule", ""), ("4", "rule", "2026-11-24"),
        )
    }  # fmt: skip
    assert broken("curators_date_their_decisions", tables) == [
        "1:decided_date  empty, but a curator decided; expected the day",
        "4:decided_date  '2026-11-24', but a rule decides anew at every build; leave the cell empty",
    ]


def test_the_last_step_of_introduction_is_of_the_day() -> None:
    """A record with two introductions of different days is not in order."""
    tables = {
        "bills": rows("bill_id jurisdiction_code introduced_date", ("1", "US", "2012-07-19"), ("2", "US", "2012-07-19")),
        "bill_actions": rows("bill_id action_type action_date", ("1", "introduced", "2012-07-19"), ("2", "introduced", "2012-07-19"), ("2", "introduced", "2012-07-20")),
        "sponsorships": rows("sponsorship_id bill_id role joined_date", ("1", "1", "sponsor", "2012-07-19"), ("2", "2", "sponsor", "2012-07-19")),
    }  # fmt: skip
    assert broken("every_bill_has_its_sponsor_and_introduction", tables) == [
        "2:introduced_date  '2012-07-19', but the step 'introduced' is of '2012-07-20'"
    ]


def test_a_step_of_a_vote_without_a_number_has_none() -> None:
    columns = "bill_id sequence vote_id roll_call_number chamber_id action_date"
    tables = {
        "votes": rows("vote_id number chamber_id vote_date", ("a", "", "s", "2012-12-06"), ("b", "5", "s", "2012-12-06")),
        "bill_actions": rows(
            columns,
            ("1", "1", "a", "", "s", "2012-12-06"), ("1", "2", "a", "5", "s", "2012-12-06"), ("1", "3", "b", "", "s", "2012-12-06"),
        ),
    }  # fmt: skip
    assert broken("roll_calls_match_their_vote", tables) == [
        "1|2:roll_call_number  '5', but a has number ''",
        "1|3:roll_call_number  '', but b has number '5'",
    ]
