"""Congress.gov API v3 answers for one bill, kept as JSON blocks in one Markdown file.

A public collection joins the endpoints ``bill``, ``actions``, ``cosponsors`` ... under headings
``## API Data: NAME``. ``latestAction`` is not reliable there, the list of actions is.
https://github.com/LibraryOfCongress/api.congress.gov/tree/main/Documentation
"""

import json
import re
from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.bill_numbers import BILL_TYPES, bill_number
from magnitsky_data.importers.reading import allowed, coded, known, needed
from magnitsky_data.importers.us_congress.billstatus import RELATIONS, TITLE_IGNORED
from magnitsky_data.importers.us_congress.library import action_of, original
from magnitsky_data.importers.us_congress.record import Action, BillRecord, Member, Relation
from magnitsky_data.importers.us_congress.titles import read_title

USED = ("actions", "bill", "cosponsors", "relatedbills", "titles")
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
    bill = needed(blocks, "bill", file.name)["bill"]
    for name in ("congress", "introducedDate", "number", "sponsors", "type", "updateDate"):
        needed(bill, name, f"{file.name}: bill")
    known(bill, BILL_USED, BILL_IGNORED, f"{file.name}: bill")
    kind = allowed(bill["type"].lower(), BILL_TYPES, "bill type", file.name)
    if len(bill["sponsors"]) != 1:
        raise ImportRefused(f"{file.name}: {len(bill['sponsors'])} sponsors; expected one")
    number, introduced = int(bill["number"]), bill["introducedDate"]
    actions = needed(blocks, "actions", file.name)["actions"]
    titles = needed(blocks, "titles", file.name)["titles"]
    for title in titles:
        known(title, ("title", "titleType"), TITLE_IGNORED, f"{file.name}: titles")
    for law in bill.get("laws", []):
        known(law, ("number", "type"), (), f"{file.name}: bill.laws")
    laws = [law["number"] for law in bill.get("laws", []) if law["type"] == "Public Law"]
    return BillRecord(
        congress=bill["congress"],
        bill_type=kind,
        number=number,
        introduced=introduced,
        as_of=bill["updateDate"][:10],
        source_title=f"Congress.gov API, {bill_number(bill['congress'], kind, number, with_session=True)}",
        sponsor=_member(bill["sponsors"][0], introduced, "bill.sponsors[0]", file.name),
        cosponsors=[
            _member(m, introduced, f"cosponsors[{n}]", file.name)
            for n, m in enumerate(blocks.get("cosponsors", {}).get("cosponsors", []))
        ],
        actions=[_action(a, f"actions[{n}]", file.name) for n, a in reversed(list(enumerate(actions)))],
        titles=[read_title(t["title"], t["titleType"], file.name) for t in titles],
        relations=[
            r for item in blocks.get("relatedbills", {}).get("relatedBills", []) for r in _relations(item, file.name)
        ],
        law_number=laws[0] if laws else "",
        locators={"introduced": "bill.introducedDate"},
    )


def _blocks(file: OfficialFile) -> dict[str, Any]:
    text = file.data.decode("utf-8", errors="strict")
    announced = re.search(r"^- Embedded API data: (.*)$", text, re.MULTILINE)
    if not announced:
        raise ImportRefused(f"{file.name}: no line '- Embedded API data:'; a file of another format")
    blocks = {}
    for name, content in _BLOCK.findall(text):
        known([name], USED, IGNORED, file.name)
        try:
            blocks[name] = json.loads(content)
        except ValueError as error:
            raise ImportRefused(f"{file.name}: block {name!r} is not JSON ({error}); download the file again") from None
    for name in announced[1].split(", "):
        if name not in blocks:
            raise ImportRefused(
                f"{file.name}: announces block {name!r}, but has none; truncated: download the file again"
            )
    return blocks


def _member(member: dict[str, Any], introduced: str, locator: str, where: str) -> Member:
    known(member, MEMBER_USED, MEMBER_IGNORED, f"{where}: {locator}")
    first = original(str(member.get("isOriginalCosponsor", "")), locator, where)
    return Member(
        needed(member, "bioguideId", f"{where}: {locator}"), member.get("sponsorshipDate") or introduced, first,
        member.get("sponsorshipWithdrawnDate") or "", member["party"], member["state"], locator,
    )  # fmt: skip


def _action(action: dict[str, Any], locator: str, where: str) -> Action:
    used = ("actionCode", "actionDate", "actionTime", "sourceSystem", "text", "type")
    known(action, used, ("calendarNumber", "committees", "recordedVotes"), f"{where}: {locator}")
    system = action["sourceSystem"]
    known(system, ("code", "name"), (), f"{where}: {locator}.sourceSystem")
    return action_of(
        action["actionDate"], action.get("actionTime", ""), action["text"], action["type"], action.get("actionCode", ""),
        str(system.get("code", "")), system["name"], locator,
    )  # fmt: skip


def _relations(item: dict[str, Any], where: str) -> list[Relation]:
    known(
        item,
        ("congress", "number", "type", "relationshipDetails"),
        ("latestAction", "title", "url"),
        f"{where}: relatedbills",
    )
    kind = allowed(item["type"].lower(), BILL_TYPES, "bill type", f"{where}: relatedbills")
    details = item["relationshipDetails"]
    for detail in details if isinstance(details, list) else []:
        known(detail, ("type",), ("identifiedBy",), f"{where}: relatedbills.relationshipDetails")
    found = details["item"] if isinstance(details, dict) else details  # an object where the API's XML had one item
    return [
        Relation(int(item["congress"]), kind, int(item["number"]), coded(d["type"], RELATIONS, "relation", where))
        for d in (found if isinstance(found, list) else [found])
    ]
