"""Words of bill records: steps, titles, numbers of bills and of Congresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.bill_numbers import BILL_TYPES, bill_id, bill_number, ordinal
from magnitsky_data.importers.us_congress.actions import PATTERNS, classify, roll_number, steps
from magnitsky_data.importers.us_congress.record import Action
from magnitsky_data.importers.us_congress.titles import KINDS, STAGES, read_title

words = st.lists(st.sampled_from("Passed House Senate agreed to Motion by Voice Vote Roll no. Record Number: Placed on Calendar Referred Reported Became Public Law the in".split()), max_size=12).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), words))
def test_any_words_are_classified(text: str) -> None:
    assert classify(text) in {kind for kind, _ in PATTERNS} | {"other"}
    roll_number(text)


@given(st.integers(1, 9999), st.text(max_size=20), st.sampled_from(["(Roll no. {})", "by the Yeas and Nays: (2/3 required): 365 - 43 (Roll no. {}).", "by Yea-Nay Vote. 92 - 4. Record Vote Number: {}."]))  # fmt: skip
def test_roll_number_is_the_one_named(number: int, before: str, words: str) -> None:
    if "Roll no." not in before and "Record Vote" not in before:
        assert roll_number(before + words.format(number)) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Became Public Law No: 112-208.", "became_law"),
        ("Signed by President.", "signed"),
        ("Presented to President.", "presented"),
        ("Read twice and referred to the Committee on Foreign Relations.", "referred"),
        ("Passed Senate without amendment by Yea-Nay Vote. 92 - 4. Record Vote Number: 223.", "passed"),
        ("Committee on Foreign Relations. Ordered to be reported with an amendment favorably.", "ordered_reported"),
        ("Placed on Senate Legislative Calendar under General Orders. Calendar No. 174.", "calendar"),
        ("Introduced in House", "introduced"),
        ("Considered by Senate.", "considered"),
        ("Considered under the provisions of rule H. Res. 808.", "rule"),
        ("Measure laid before Senate by unanimous consent.", "considered"),
        ("DEBATE - The House proceeded with one hour of debate on H. Res. 808.", "considered"),
        ("Sponsor introductory remarks on measure.", "other"),
    ],
)
def test_steps_in_the_words_of_the_clerks(text: str, kind: str) -> None:
    assert classify(text) == kind


@given(
    st.sampled_from(["Official", "Short", "Popular", "Display"]),
    st.sampled_from([*STAGES, ""]),
    st.booleans(),
    st.text(max_size=30),
)
def test_title_types(kind: str, stage: str, is_portion: bool, text: str) -> None:
    written = f"{kind} Title(s)" + (
        f" as {stage.title()}" + (" for portions of this bill" if is_portion else "") if stage else ""
    )
    title = read_title(text, written, "file")
    assert title.text == text
    assert title.kind == ("portion" if is_portion and stage else kind.lower())
    assert title.stage == STAGES.get(stage, "")


@pytest.mark.parametrize(
    ("title_type", "kind", "stage"),
    # As records of the 114th to 119th Congress have them: https://github.com/usgpo/bill-status (samples), https://api.congress.gov.
    [
        ("Short Titles from RFS (Referred to Senate) bill text", "short", "referred_to_senate"),
        ("Short Titles from RFH (Referred to House) bill text", "short", "referred_to_house"),
        ("Short Title(s) for portions of this bill from RFS (Referred to Senate) bill text", "portion", "referred_to_senate"),
        ("Short Title(s) from PCS (Placed on Senate Calendar) bill text", "short", "placed_on_senate_calendar"),
        ("Short Titles for portions of this bill from ENR (Enrolled) bill text", "portion", "enrolled"),
        ("Short Title(s) from Engrossed Amendment House bill text", "short", "amended_by_house"),
        ("Short Title(s) from Engrossed Amendment Senate for portions of this bill", "portion", "amended_by_senate"),
        ("Official Titles from EH (Engrossed in House) bill text", "official", "engrossed_in_house"),
        ("Override Display Title", "display", ""),
        ("(Extracted from GPO) Short Titles as Passed House for portions of this bill", "portion", "passed_house"),
        ("Other Short Titles for portions of a bill", "portion", ""),
        ("Short Titles on Conference report", "short", "conference_report"),
        ("Short Titles on Other Versions for portions of this bill", "portion", ""),
    ],
)  # fmt: skip
def test_title_types_of_the_records(title_type: str, kind: str, stage: str) -> None:
    title = read_title("A title", title_type, "file")
    assert (title.kind, title.stage) == (kind, stage)


@given(st.text(max_size=40))
def test_any_title_type_is_known_or_refused(title_type: str) -> None:
    try:
        assert read_title("A title", title_type, "file").kind in KINDS
    except ImportRefused as error:
        assert repr(title_type) in str(error)


@given(st.integers(1, 200), st.sampled_from(sorted(BILL_TYPES)), st.integers(1, 99999))
def test_bill_numbers(congress: int, kind: str, number: int) -> None:
    assert bill_id(congress, kind, number).split("-") == ["us", str(congress), kind, str(number)]
    written = bill_number(congress, kind, number, with_session=True)
    assert written == f"{bill_number(congress, kind, number)} ({ordinal(congress)})"
    assert re.sub(r"[. ]", "", bill_number(congress, kind, number)).lower() == f"{kind}{number}"


@pytest.mark.parametrize(("number", "written"), [(101, "101st"), (102, "102nd"), (103, "103rd"), (111, "111th"), (112, "112th"), (113, "113th"), (119, "119th"), (121, "121st")])  # fmt: skip
def test_ordinals(number: int, written: str) -> None:
    assert ordinal(number) == written


def told(*actions: tuple[str, str], library: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Kind and chamber of the steps of one day of a House bill: time and words of each, then what the Library reports."""
    given_by_chamber = [Action("2012-11-16", time, text, None, False, "") for time, text in actions]
    reported = [Action("2012-11-16", "", text, "", True, "") for text in library]
    introduced = Action("2012-07-19", "", "Introduced in House", "us-house", False, "")
    return [(s.kind, s.chamber) for s in steps([introduced, *given_by_chamber, *reported], "us-house", introduced)][1:]


LAID = "Motion to reconsider laid on the table Agreed to without objection."


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # The House lays a motion on the table after the vote on the rule and again after that on the bill.
        (told(("11:02:00", LAID), ("11:40:00", LAID)), ["procedural", "procedural"]),
        (told(("11:02:00", LAID), ("11:02:00", LAID)), ["procedural"]),
        # One referral to several committees; one to a subcommittee is a step of its own.
        (told(("", "Referred to the Committee on Ways and Means."), ("", "Referred to the Committee on Rules.")), ["referred"]),
        (told(("", "Referred to House Ways and Means"), ("", "Referred to the Subcommittee on Trade.")), ["referred", "referred"]),
        # What the Library of Congress reports of a step that the chamber reports itself.
        (told(("11:02:00", "On passage Passed by recorded vote"), library=("Passed/agreed to in House: On passage Passed",)), ["passed"]),
        (told(library=("Passed/agreed to in House: On passage Passed", "Passed/agreed to in House: by vote")), ["passed"]),
        (told(("11:02:00", "Words of nobody"), library=("Other words of nobody",)), ["other", "other"]),
    ],
)  # fmt: skip
def test_a_step_stands_once(found: list[tuple[str, str]], expected: list[str]) -> None:
    assert [kind for kind, _ in found] == expected


def test_a_bill_begins_with_its_introduction() -> None:
    introduced = Action("2012-07-19", "", "Introduced in House", "us-house", False, "")
    passed = Action("2012-11-16", "11:02:00", "On passage Passed by recorded vote (Roll no. 608).", None, False, "")
    signed = Action("2012-12-14", "", "Signed by President.", None, False, "")
    found = steps([passed, signed], "us-house", introduced)
    assert [(s.date, s.kind, s.chamber, s.roll) for s in found] == [
        ("2012-07-19", "introduced", "us-house", None),
        ("2012-11-16", "passed", "us-house", 608),
        ("2012-12-14", "signed", "", None),
    ]
