"""GovInfo BILLSTATUS XML, schemas 1.0.0 and 3.0.0 and those of 2015 to 2017, https://github.com/usgpo/bill-status.

Between the two ``billNumber`` became ``number`` and ``billType`` became ``type``. Steps come newest
first. Withdrawn cosponsors stay in the list with a date.
"""

from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.files.xml import read_xml
from magnitsky_data.importers.reading import coded, known_in
from magnitsky_data.importers.strict import whole_number
from magnitsky_data.importers.us_congress.library import action_of, bill_type, original
from magnitsky_data.importers.us_congress.record import Action, BillRecord, Member, Relation
from magnitsky_data.importers.us_congress.titles import read_title

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

USED = tuple(
    """
    actions billNumber billType congress cosponsors introducedDate laws number relatedBills sponsors titles
    type updateDate
    """.split()
)
IGNORED = tuple(
    """
    amendments calendarNumbers cboCostEstimates cdata committeeReports committees
    constitutionalAuthorityStatementText createDate isReserved latestAction legislationUrl notes originChamber
    policyArea primarySubject recordedVotes subjects summaries textVersions title updateDateIncludingText version
    """.split()
)
TITLE_IGNORED = (
    "billTextVersionCode", "billTextVersionName", "chamberCode", "chamberName", "parentTitleType", "titleTypeCode", "updateDate",
)  # fmt: skip
MEMBER_USED = ("bioguideId", "party", "state", "sponsorshipDate", "isOriginalCosponsor", "sponsorshipWithdrawnDate")
MEMBER_IGNORED = (
    "byRequestType",
    "district",
    "firstName",
    "fullName",
    "identifiers",
    "isByRequest",
    "lastName",
    "middleName",
    "name",
)
# Elements below the bill by path, so that rows under another name are not lost.
DEEPER = (
    ("laws", ("item",), ()),
    ("titles", ("item",), ()),
    ("actions", ("item",), ("actionByCounts", "actionTypeCounts")),
    ("sponsors", ("item",), ()),
    ("cosponsors", ("item",), ()),
    ("relatedBills", ("item",), ()),
    ("relatedBills/item/relationshipDetails", ("item",), ()),
    ("laws/item", ("number", "type"), ()),
    ("titles/item", ("title", "titleType"), TITLE_IGNORED),
    ("actions/item/sourceSystem", ("code", "name"), ()),
    ("relatedBills/item/relationshipDetails/item", ("type",), ("identifiedBy",)),
)
# "Contained in public law": the editors say in which law, as text_enacted_in.
RELATIONS = {
    "Contained in public law": "related",
    "Identical bill": "identical",
    "Procedurally-related": "procedurally_related",
    "Procedurally related": "procedurally_related",
    "Related bill": "related",
    "Related document": "related",
    "Text similarities": "related",
}


def read(file: OfficialFile, context: Context) -> BillRecord:
    """Read one file; ``ImportRefused`` when it is of another shape."""
    root = read_xml(file, "billStatus")
    bill = root.find("bill")
    if bill is None:
        raise ImportRefused(f"{file.name}: no element bill; truncated or of another format")
    known_in([root], ("bill",), ("dublinCore", "version"), f"{file.name}: billStatus")
    known_in([bill], USED, IGNORED, f"{file.name}: bill")
    for path, used, ignored in DEEPER:
        known_in(bill.iterfind(path), used, ignored, f"{file.name}: {path}")
    kind = bill_type(_text(bill, "type") or _text(bill, "billType"), file.name)
    number, congress, introduced = (
        whole_number(_text(bill, "number") or _need(bill, "billNumber", file), f"{file.name}: number"),
        whole_number(_need(bill, "congress", file), f"{file.name}: congress"),
        _need(bill, "introducedDate", file),
    )
    sponsors = bill.findall("sponsors/item")
    if len(sponsors) != 1:
        raise ImportRefused(f"{file.name}: {len(sponsors)} sponsors; expected one")
    # Until August 2016 a record could have a step of a day and nothing else (CHANGELOG of the schema).
    told = enumerate(bill.findall("actions/item"), start=1)
    actions = [(n, a) for n, a in told if _text(a, "text") or _text(a, "type")]
    laws = [item.findtext("number", "") for item in bill.findall("laws/item") if item.findtext("type") == "Public Law"]
    return BillRecord(
        congress=congress,
        bill_type=kind,
        number=number,
        introduced=introduced,
        as_of=_need(bill, "updateDate", file)[:10],
        sponsor=_member(sponsors[0], introduced, "sponsors/item[1]", file.name),
        cosponsors=[
            _member(m, introduced, f"cosponsors/item[{n}]", file.name)
            for n, m in enumerate(bill.findall("cosponsors/item"), start=1)
        ],
        actions=[_action(a, f"actions/item[{n}]", file.name) for n, a in reversed(actions)],
        titles=[
            read_title(t.findtext("title", ""), t.findtext("titleType", ""), file.name)
            for t in bill.findall("titles/item")
        ],
        relations=[r for item in bill.findall("relatedBills/item") for r in _relations(item, file.name)],
        law_number=laws[0] if laws else "",
        locators={"introduced": "introducedDate"},
    )


def _text(element: "Element", tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _need(bill: "Element", tag: str, file: OfficialFile) -> str:
    if not _text(bill, tag):
        raise ImportRefused(f"{file.name}: bill has no {tag}; truncated or of another format")
    return _text(bill, tag)


def _member(item: "Element", introduced: str, locator: str, where: str) -> Member:
    known_in([item], MEMBER_USED, MEMBER_IGNORED, f"{where}: {locator}")
    bioguide, joined = _text(item, "bioguideId"), _text(item, "sponsorshipDate")[:10] or introduced
    if not bioguide:
        raise ImportRefused(f"{where}: {locator}: no bioguideId; a trimmed copy: download the official file")
    first = original(_text(item, "isOriginalCosponsor"), f"{where}: {locator}")
    return Member(
        bioguide,
        joined,
        first,
        _text(item, "sponsorshipWithdrawnDate")[:10],
        _text(item, "party"),
        _text(item, "state"),
        locator,
    )


def _action(item: "Element", locator: str, where: str) -> Action:
    used = ("actionCode", "actionDate", "actionTime", "sourceSystem", "text", "type")
    known_in(
        [item], used, ("calendarNumber", "committee", "committees", "links", "recordedVotes"), f"{where}: {locator}"
    )
    return action_of(
        _text(item, "actionDate"), _text(item, "actionTime"), _text(item, "text"), _text(item, "type"), _text(item, "actionCode"),
        _text(item, "sourceSystem/code"), _text(item, "sourceSystem/name"), locator,
    )  # fmt: skip


def _relations(item: "Element", where: str) -> list[Relation]:
    known_in(
        [item],
        ("congress", "number", "type", "relationshipDetails"),
        ("latestAction", "latestTitle", "title"),
        f"{where}: relatedBills",
    )
    kind = bill_type(_text(item, "type"), f"{where}: relatedBills")
    return [
        Relation(
            whole_number(_text(item, "congress"), f"{where}: relatedBills"),
            kind,
            whole_number(_text(item, "number"), f"{where}: relatedBills"),
            coded(_text(detail, "type"), RELATIONS, "relation", where),
        )
        for detail in item.findall("relationshipDetails/item")
    ]
