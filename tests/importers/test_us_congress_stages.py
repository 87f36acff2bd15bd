"""One bill from its introduction to the day on which it is law, in both present forms of its record.

H.R. 6156 (112th), https://www.congress.gov/bill/112th-congress/house-bill/6156/all-actions. The words of steps and titles
are those of BILLSTATUS and of the API, https://github.com/usgpo/bill-status and https://github.com/LibraryOfCongress/api.congress.gov.
"""

import itertools
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import Project, do_import, imported

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Extract

TITLE = "Russia and Moldova Jackson-Vanik Repeal and Sergei Magnitsky Rule of Law Accountability Act of 2012"
# Day of the record, its status, and what it has more than the one before: steps (day, code, words) and titles (type).
STAGES = (
    ("2012-07-20", "introduced", [("2012-07-19", "Intro-H", "")], ["Short Title(s) as Introduced"]),
    (
        "2012-11-20",
        "passed_one_chamber",
        [("2012-11-16", "8000", "Passed/agreed to in House: On passage Passed by the Yeas and Nays: 365 - 43 (Roll no. 608).")],
        ["Short Title(s) as Passed House", "Short Titles from RFS (Referred to Senate) bill text", "Short Title(s) from PCS (Placed on Senate Calendar) bill text"],
    ),
    (
        "2012-12-07",
        "passed_both_chambers",
        [("2012-12-06", "17000", "Passed/agreed to in Senate: Passed Senate without amendment by Yea-Nay Vote. 92 - 4. Record Vote Number: 223.")],
        ["Short Titles from ENR (Enrolled) bill text"],
    ),
    (
        "2012-12-19",
        "enacted",
        [("2012-12-12", "28000", "Presented to President."), ("2012-12-14", "E30000", "Signed by President."), ("2012-12-14", "36000", "Became Public Law No: 112-208.")],
        ["Short Titles as Enacted"],
    ),
)  # fmt: skip


def record(stage: int, form: str) -> str:
    """Return the record of the bill at a stage, ``xml`` or ``md``."""
    day, status = STAGES[stage][:2]
    steps = [step for _, _, more, _ in STAGES[: stage + 1] for step in more]
    titles = [title for *_, more in STAGES[: stage + 1] for title in more]
    if form == "xml":
        items = "".join(
            f"<item><actionDate>{d}</actionDate><text>{text}</text><type>Floor</type><actionCode>{code}</actionCode>"
            "<sourceSystem><code>9</code><name>Library of Congress</name></sourceSystem></item>"
            for d, code, text in reversed(steps)
        )
        named = "".join(f"<item><titleType>{kind}</titleType><title>{TITLE}</title></item>" for kind in titles)
        law = "<item><type>Public Law</type><number>112-208</number></item>" if status == "enacted" else ""
        return (
            f"<billStatus><version>3.0.0</version><bill><number>6156</number><updateDate>{day}T00:00:00Z</updateDate><type>HR</type>"
            f"<introducedDate>2012-07-19</introducedDate><congress>112</congress><laws>{law}</laws><actions>{items}</actions>"
            f"<sponsors><item><bioguideId>C000071</bioguideId><party>R</party><state>MI</state></item></sponsors><titles>{named}</titles></bill></billStatus>"
        )
    member = {"bioguideId": "C000071", "party": "R", "state": "MI"}
    system = {"code": "9", "name": "Library of Congress"}
    taken = [
        {"actionCode": code, "actionDate": d, "sourceSystem": system, "type": "Floor", **({"text": text} if text else {})}
        for d, code, text in reversed(steps)
    ]  # fmt: skip
    blocks: dict[str, object] = {
        "bill": {"bill": {"congress": 112, "introducedDate": "2012-07-19", "number": "6156", "type": "HR", "sponsors": [member], "updateDate": f"{day}T00:00:00Z"}},
        "actions": {"actions": taken},
        "titles": {"titles": [{"title": TITLE, "titleType": kind} for kind in titles]},
    }  # fmt: skip
    if status == "enacted":
        blocks["laws"] = {"laws": [{"number": "112-208", "type": "Public Law"}]}
    parts = "\n".join(f"## API Data: {name}\n\n```json\n{json.dumps(block)}\n```\n" for name, block in blocks.items())
    return f"# Metadata\n\n- Embedded API data: {', '.join(blocks)}\n\n{parts}"


NAMES = {"xml": "BILLSTATUS-112hr6156.xml", "md": "hr6156.metadata.md"}


@pytest.mark.parametrize("form", NAMES)
def test_each_stage_is_read_on_its_day(form: str, empty: Project, put: Callable[..., Path]) -> None:
    for n, (day, status, steps, _) in enumerate(STAGES):
        do_import(empty, "us_congress", put(NAMES[form], record(n, form)))
        (bill,) = empty.rows("imported/us_congress/bills")
        law = "us-pl-112-208" if status == "enacted" else ""
        assert (bill["status_as_of_date"], bill["status"], bill["law_id"]) == (day, status, law)
        assert (bill["status_date"], bill["short_title"]) == (steps[-1][0], TITLE)
    taken = [(row["action_date"], row["action_type"]) for row in empty.rows("imported/us_congress/bill_actions")]
    assert taken == [
        ("2012-07-19", "introduced"),
        ("2012-11-16", "passed"),
        ("2012-12-06", "passed"),
        ("2012-12-12", "presented"),
        ("2012-12-14", "signed"),
        ("2012-12-14", "became_law"),
    ]


def test_the_order_of_the_stages_does_not_matter(empty: Project, put: Callable[..., Path]) -> None:
    files = [put(NAMES["md"] if n % 2 else NAMES["xml"], record(n, "md" if n % 2 else "xml")) for n in range(2, 4)]
    results = []
    for order in itertools.permutations(files):
        shutil.rmtree(empty.root / "raw" / "imported" / "us_congress", ignore_errors=True)
        do_import(empty, "us_congress", *order)
        results.append(imported(empty, "us_congress"))
    assert all(result == results[0] for result in results)


def test_a_bill_that_is_signed_and_has_its_number_is_law(read_small: Callable[[str, str], Extract]) -> None:
    """H.R. 3055 (116th) had its law of 21 November 2019 in a record of 3 December that lacks the step."""
    text = record(3, "xml").replace("<text>Became Public Law No: 112-208.</text>", "<text>Signed by President.</text>")
    (bill,) = read_small(NAMES["xml"], text).tables["bills"]
    assert (bill["status"], bill["status_date"], bill["law_id"]) == ("enacted", "2012-12-14", "us-pl-112-208")


CONTAINERS = ("laws", "titles", "actions", "sponsors", "cosponsors", "relatedBills", "relationshipDetails")


@pytest.mark.parametrize("container", CONTAINERS)
def test_items_under_another_name_are_no_fewer_rows(
    container: str, small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    name = "BILLSTATUS-114s284.xml"
    text = small_files[name].replace("<titles>", "<laws><item><type>Public Law</type></item></laws><titles>")
    before, opening, after = text.partition(f"<{container}>")
    inside, closing, rest = after.partition(f"</{container}>")
    assert opening and inside.lstrip().startswith("<item>")
    inside = inside.replace("<item>", "<entry>", 1)
    inside = "</entry>".join(inside.rsplit("</item>", 1))
    with pytest.raises(ImportRefused, match=r"field 'entry' is new; expected one of .*item"):
        read_small(name, before + opening + inside + closing + rest)


def test_what_the_records_of_2015_to_2017_had_otherwise(
    small_files: dict[str, str], read_small: Callable[[str, str], Extract]
) -> None:
    """Reserved numbers, one committee a step, counts among the steps, steps of a day alone, types as in print."""
    name = "BILLSTATUS-114s284.xml"
    text = small_files[name].replace(
        "<congress>114</congress>\n", "<congress>114</congress><isReserved>False</isReserved><primarySubject/>\n"
    )
    text = text.replace(
        "<actions>",
        "<actions><actionByCounts/><actionTypeCounts/><item><actionDate>2015-01-29</actionDate><committee/><links/><text/></item>",
    )
    text = text.replace("<actionCode>", "<committee/><actionTime>07:00PM</actionTime><actionCode>").replace(
        "<type>HR</type>", "<type>H.R.</type>"
    )
    text = text.replace("<sponsorshipDate>2015-01-28<", "<name/><sponsorshipDate>2015-01-28T05:00:00Z<").replace("(s) as Introduced", "s on Conference report")  # fmt: skip
    before, after = read_small(name, small_files[name]).tables, read_small(name, text).tables
    assert after["bill_titles"][0]["first_stage"] == "conference_report"
    for table in ("bill_actions", "bill_relations", "sponsorships"):
        rows = [[{**row, "source_id": "", "source_locator": ""} for row in tables[table]] for tables in (before, after)]
        assert rows[0] == rows[1]
    assert after["bill_actions"][0]["source_locator"] == "actions/item[2]"


def test_a_reserved_number_is_no_bill(small_files: dict[str, str], read_small: Callable[[str, str], Extract]) -> None:
    text = small_files["s284.metadata.md"].replace(
        '"number": "284"', '"number": "284", "title": "Reserved for the Speaker."'
    )
    text = text.replace("bill, actions,", "bill,")
    text = text[: text.index("## API Data: actions")] + text[text.index("## API Data: cosponsors") :]
    with pytest.raises(ImportRefused, match=r"a number 'Reserved for the Speaker\.'; expected a bill: none has it yet"):
        read_small("s284.metadata.md", text)
