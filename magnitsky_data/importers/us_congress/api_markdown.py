"""Congress.gov API v3 answers for one bill, kept as JSON blocks in one Markdown file.

A public collection joins the endpoints ``bill``, ``actions``, ``cosponsors`` ... under headings
``## API Data: NAME``. ``latestAction`` is not reliable there, the list of actions is.
https://github.com/LibraryOfCongress/api.congress.gov/tree/main/Documentation
"""

import json
import re

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.reading import coded, known
from magnitsky_data.importers.strict import Fields
from magnitsky_data.importers.us_congress.billstatus import RELATIONS, TITLE_IGNORED
from magnitsky_data.importers.us_congress.library import action_of, bill_type, original
from magnitsky_data.importers.us_congress.record import Action, BillRecord, Member, Relation
from magnitsky_data.importers.us_congress.titles import read_title

USED = ("actions", "bill", "cosponsors", "laws", "relatedbills", "titles")
IGNORED = ("amendments", "committees", "fullTexts", "subjects", "summaries", "text", "votes")
BILL_USED = ("congress", "introducedDate", "laws", "number", "sponsors", "type", "updateDate")
BILL_IGNORED = tuple(
    """
    actions amendments cboCostEstimates committeeReports committees constitutionalAuthorityStatementText
    cosponsors latestAction legislationUrl notes originChamber originChamberCode policyArea relatedBills
    subjects summaries textVersions title titles updateDateIncludingText
    """.split()
)
MEMBER_USED = ("bioguideId", "isOriginalCosponsor", "party", "sponsorshipDate", "sponsorshipWithdrawnDate", "state")
MEMBER_IGNORED = ("district", "firstName", "fullName", "isByRequest", "lastName", "middleName", "url")

_BLOCK = re.compile(r"^## API Data: (\w+)\n\n```json\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def read(file: OfficialFile, context: Context) -> BillRecord:
    """Read one file; ``ImportRefused`` when a block is missing, broken or of another shape."""
    blocks = _blocks(file)
    bill = blocks.fields("bill").fields("bill")
    bill.known(BILL_USED, BILL_IGNORED)
    kind = bill_type(bill.text("type"), file.name)
    if "actions" not in blocks and bill.text_if_any("title").startswith("Reserved for"):
        raise ImportRefused(f"{file.name}: a number {bill.text('title')!r}; expected a bill: none has it yet")
    sponsors, titles = bill.each("sponsors"), blocks.fields("titles").each("titles")
    if len(sponsors) != 1:
        raise ImportRefused(f"{file.name}: {len(sponsors)} sponsors; expected one")
    congress, number, introduced = bill.number("congress"), bill.number("number"), bill.text("introducedDate")
    for title in titles:
        title.known(("title", "titleType"), TITLE_IGNORED)
    laws = [*(bill.each("laws") if "laws" in bill else ()), *_items(blocks, "laws", "laws")]
    for law in laws:
        law.known(("number", "type"))
    public = [law.text("number") for law in laws if law.text("type") == "Public Law"]
    actions = list(enumerate(blocks.fields("actions").each("actions")))
    return BillRecord(
        congress=congress,
        bill_type=kind,
        number=number,
        introduced=introduced,
        as_of=bill.text("updateDate")[:10],
        sponsor=_member(sponsors[0], introduced, "bill.sponsors[0]"),
        cosponsors=[
            _member(m, introduced, f"cosponsors[{n}]") for n, m in enumerate(_items(blocks, "cosponsors", "cosponsors"))
        ],
        actions=[_action(a, f"actions[{n}]") for n, a in reversed(actions)],
        titles=[read_title(t.text("title"), t.text("titleType"), file.name) for t in titles],
        relations=[r for item in _items(blocks, "relatedbills", "relatedBills") for r in _relations(item, file.name)],
        law_number=public[0] if public else "",
        locators={"introduced": "bill.introducedDate"},
    )


def _blocks(file: OfficialFile) -> Fields:
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{file.name}: not UTF-8 ({error}); download the file again") from None
    announced = re.search(r"^- Embedded API data: (.*)$", text, re.MULTILINE)
    if not announced:
        raise ImportRefused(f"{file.name}: no line '- Embedded API data:'; a file of another format")
    blocks = {}
    for name, content in _BLOCK.findall(text):
        known([name], USED, IGNORED, file.name)
        try:
            blocks[name] = json.loads(content)
        except (RecursionError, ValueError) as error:
            raise ImportRefused(f"{file.name}: block {name!r} is not JSON ({error}); download the file again") from None
    for name in announced[1].split(", "):
        if name not in blocks:
            raise ImportRefused(
                f"{file.name}: announces block {name!r}, but has none; truncated: download the file again"
            )
    return Fields(blocks, file.name)


def _items(blocks: Fields, block: str, name: str) -> list[Fields]:
    """Return the items of a block that a bill may lack."""
    return blocks.fields(block).each(name) if block in blocks else []


def _member(member: Fields, introduced: str, locator: str) -> Member:
    member.known(MEMBER_USED, MEMBER_IGNORED)
    first = original(member.text_if_any("isOriginalCosponsor"), member.where)
    return Member(
        member.text("bioguideId"), member.text_if_any("sponsorshipDate") or introduced, first,
        member.text_if_any("sponsorshipWithdrawnDate"), member.text("party"), member.text("state"), locator,
    )  # fmt: skip


def _action(action: Fields, locator: str) -> Action:
    used = ("actionCode", "actionDate", "actionTime", "sourceSystem", "text", "type")
    action.known(used, ("calendarNumber", "committees", "recordedVotes"))
    system = action.fields("sourceSystem")
    system.known(("code", "name"))
    return action_of(
        action.text("actionDate"), action.text_if_any("actionTime"), action.text_if_any("text"), action.text("type"),
        action.text_if_any("actionCode"), system.text_if_any("code"), system.text("name"), locator,
    )  # fmt: skip


def _relations(item: Fields, where: str) -> list[Relation]:
    item.known(("congress", "number", "type", "relationshipDetails"), ("latestAction", "title", "url"))
    kind = bill_type(item.text("type"), item.where)
    details = [
        detail
        for given in item.one_or_more("relationshipDetails")
        for detail in (given.one_or_more("item") if "item" in given else [given])  # as the API's XML has it
    ]
    for detail in details:
        detail.known(("type",), ("identifiedBy",))
    return [
        Relation(
            item.number("congress"), kind, item.number("number"), coded(d.text("type"), RELATIONS, "relation", where)
        )
        for d in details
    ]
