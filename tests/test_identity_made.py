"""Rules of who is whom on made rows: all the ways that decide whether a link or a decision breaks one."""

import pytest
from made_rows import broken, rows

from magnitsky_data.contract.cells import Row

DECISION = "decision_id left_table left_id right_table right_id decision evidence"


def decisions(*told: tuple[str, str, str], evidence: str = "Read") -> list[Row]:
    """Decisions on entries of lists, or on entities where an id is written in capitals; numbered from 1."""
    table = ("list_entries", "entities")
    return rows(DECISION, *(
        (str(n), table[left.isupper()], left, table[right.isupper()], right, said, evidence) for n, (left, right, said) in enumerate(told, 1)
    ))  # fmt: skip


def links(*told: tuple[str, str, str]) -> list[Row]:
    return rows("entry_id entity_id decision_id", *told)


def test_each_link_rests_on_decisions_that_lead_to_the_entry_that_founds_the_entity() -> None:
    tables = {
        "entity_links": links(
            ("a", "a", ""),  # founds it
            ("b", "a", "1"),  # joined to it
            ("c", "a", "2"),  # over b
            ("d", "a", "3"),  # decided to be another one
            ("e", "a", "1"),  # by a decision on others
            ("f", "a", ""),  # by none
            ("g", "a", "4"),  # joined to h alone, and h to g
            ("h", "a", "4"),
            ("i", "X", "5"),  # to an entity that is no entry
            ("j", "X", "6"),  # to another entity
            ("k", "k", ""),
            ("l", "k", "7"),  # to an entry of another entity
        ),
        "link_decisions": decisions(
            ("a", "b", "same"), ("c", "b", "same"), ("a", "d", "different"), ("g", "h", "same"), ("i", "X", "same"), ("j", "Y", "same"), ("l", "b", "same"),
        ),
    }  # fmt: skip
    found = broken("links_rest_on_decisions", tables)
    assert [line.partition(":")[0] for line in found] == ["d", "e", "f", "g", "h", "j", "l"]
    assert found[0] == (
        "d:decision_id  '3' does not join d to a; expected a decision 'same' on this entry and another one of that entity, "
        "which is joined to the entry that founds it"
    )


def test_links_are_as_decided() -> None:
    tables = {
        "entity_links": links(("a", "x", ""), ("b", "x", ""), ("c", "z", ""), ("A", "x", ""), ("D", "w", "")),
        "link_decisions": decisions(
            ("a", "b", "same"), ("a", "b", "different"), ("a", "c", "same"), ("a", "c", "different"), ("a", "D", "same"), ("D", "c", "same"), ("a", "q", "same"),
        ),
    }  # fmt: skip
    assert broken("links_are_as_decided", tables) == [
        "2:decision  'different', but a and b are both linked to x; part them, or mend the decision",
        "3:decision  'same', but a is linked to x and c to z; link both to one entity",
    ]


def test_a_pair_is_decided_once_in_either_order() -> None:
    told = decisions(
        ("a", "b", "same"),
        ("b", "a", "different"),
        ("a", "c", "same"),
        ("c", "b", "same"),
        ("d", "d", "same"),
        ("a", "b", "same"),
        ("A", "a", "same"),
    )
    words = "the pair is decided already: 'same' in 1; keep one"
    assert broken("pairs_are_decided_once", {"link_decisions": told}) == [
        f"2:right_id  {words}",
        "5:right_id  'd' is on both sides; expected two records",
        f"6:right_id  {words}",
    ]


def test_the_records_of_a_decision_exist() -> None:
    """But a target who was found to be no one of a list, and members of Congress who are not in the release."""
    decided = rows(
        DECISION,
        ("1", "list_entries", "a", "list_entries", "gone", "different", ""),
        ("2", "list_entries", "gone", "list_entries", "a", "same", ""),
        ("3", "retaliation_targets", "m|x", "list_entries", "a", "different", ""),
        ("4", "retaliation_targets", "m|x", "list_entries", "a", "same", ""),
        ("5", "legislators", "us-bioguide-A000001", "list_entries", "a", "same", ""),
        ("6", "legislators", "us-bioguide-1", "list_entries", "a", "different", ""),
        ("7", "list_entries", "us-bioguide-A000001", "list_entries", "a", "same", ""),
        ("8", "entities", "a", "list_entries", "a", "same", ""),
    )
    tables = {"list_entries": rows("entry_id", ("a",)), "link_decisions": decided}
    assert broken("decided_records_exist", tables) == [
        "1:right_id  list_entries has no row 'gone'",
        "2:left_id  list_entries has no row 'gone'",
        "4:left_id  retaliation_targets has no row 'm|x'",
        "6:left_id  legislators has no row 'us-bioguide-1'",
        "7:left_id  list_entries has no row 'us-bioguide-A000001'",
        "8:left_id  entities has no row 'a'",
    ]
    labelled = rows(
        "pair_id left_table left_entry_id right_table right_entry_id",
        ("1", "list_entries", "gone", "list_entries", "a"), ("2", "list_entries", "a", "list_entries", "gone"), ("3", "list_entries", "a", "list_entries", "a"),
    )  # fmt: skip
    assert broken("labelled_records_exist", tables | {"link_benchmark": labelled}) == [
        "1:left_entry_id  list_entries has no row 'gone'",
        "2:right_entry_id  list_entries has no row 'gone'",
    ]


BORN = "entry_id sequence particular_type date_earliest date_latest"


def contradictions(evidence: str, decision: str = "same", others: str = "x", *more: tuple[str, ...]) -> list[str]:
    tables = {
        "entity_links": links(("a", "x", ""), ("b", others, "")),
        "list_particulars": rows(
            BORN, ("a", "1", "birth_date", "1970-03-02", "1970-03-02"), ("b", "1", "birth_date", "1970-02-03", "1970-02-03"), *more
        ),
        "link_decisions": decisions(("a", "b", decision), evidence=evidence),
    }  # fmt: skip
    return broken("contradicting_birth_dates_are_decided", tables)


EXCHANGED = [
    "a:entity_id  b gives birth date 1970-02-03, a 1970-03-02: day and month are exchanged"
    "; expected a decision 'same' whose evidence names both days, or two entities"
]


@pytest.mark.parametrize(
    ("evidence", "decision", "others", "more", "found"),
    [
        ("Born 1970-03-02 and 1970-02-03", "same", "x", [], []),
        ("Born 1970-03-02", "same", "x", [], EXCHANGED),
        ("Born 1970-02-03", "same", "x", [], EXCHANGED),
        ("Born 1970-03-02 and 1970-02-03", "different", "x", [], EXCHANGED),
        ("Read", "same", "y", [], []),  # of two persons
        ("Read", "same", "x", [("b", "2", "birth_date", "1970-03-02", "1970-03-02")], []),  # one of its days agrees
        ("Read", "same", "x", [("b", "2", "birth_date", "1970-03-01", "1970-03-31")], EXCHANGED),  # a month is no day
        ("Read", "same", "x", [("b", "2", "death_date", "1970-03-02", "1970-03-02")], EXCHANGED),
        ("Read", "same", "x", [("b", "2", "birth_date", "1970-02-03", "1970-02-03")], EXCHANGED),
    ],
)  # fmt: skip
def test_contradicting_days_of_birth_are_both_named(
    evidence: str, decision: str, others: str, more: list[tuple[str, ...]], found: list[str]
) -> None:
    assert contradictions(evidence, decision, others, *more) == found


def test_an_id_that_was_given_up_leads_straight_to_one_in_use() -> None:
    tables = {
        "entities": rows("entity_id", ("a",), ("b",)),
        "entity_redirects": rows("old_entity_id entity_id", ("o", "a"), ("p", "o"), ("b", "a")),
        "entity_links": links(("1", "a", ""), ("2", "o", ""), ("3", "b", "")),
        "entity_ids": rows("entity_id since_version", ("a", "1"), ("o", "1"), ("q", "2")),
    }
    assert broken("redirects_lead_to_entities", tables) == [
        "b:old_entity_id  'b' is an entity; an id is either given up or in use",
        "p:entity_id  'o' is given up too, for a; lead straight to where the chain ends",
    ]
    assert broken("links_lead_to_ids_in_use", tables) == [
        "2:entity_id  'o' was given up for a; link the entry to that one",
        "3:entity_id  'b' was given up for a; link the entry to that one",
    ]
    assert broken("published_ids_stay", tables) == [
        "q:entity_id  'q' was published in 2 and is no entity now; expected a row in entity_redirects that leads on"
    ]
