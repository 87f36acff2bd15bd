"""The @unitedstates congress project's ``data.json``, https://github.com/unitedstates/congress/wiki/bills.

Records of the 112th and 113th Congress name members by THOMAS id and have no mark for original
cosponsors: there it follows from joining on the day of introduction. Steps come oldest first.
"""

import re

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.bill_numbers import BILL_TYPES
from magnitsky_data.importers.files.json import read_json
from magnitsky_data.importers.reading import allowed, coded
from magnitsky_data.importers.strict import Fields
from magnitsky_data.importers.us_congress.record import Action, BillRecord, Member, Relation, Title
from magnitsky_data.importers.us_congress.titles import STAGES

USED = tuple(
    """
    actions bill_type congress cosponsors enacted_as introduced_at number related_bills sponsor titles
    updated_at
    """.split()
)
IGNORED = tuple(
    """
    amendments bill_id by_request committees committee_reports history official_title popular_title
    short_title status status_at subjects subjects_top_term summary url
    """.split()
)
ACTION_USED = ("acted_at", "text", "where", "committees", "action_code")
ACTION_IGNORED = tuple(
    """
    bill_ids calendar committee congress how in_committee law links number references result roll status
    suspension type under vote_type
    """.split()
)
RELATIONS = {
    "identical": "identical",
    "related": "related",
    "rule": "rule",
    "ruled-by": "ruled_by",
    "procedural": "procedurally_related",
}


def read(file: OfficialFile, context: Context) -> BillRecord:
    """Read one record; ``ImportRefused`` when it is of another shape."""
    record = Fields(read_json(file), file.name)
    record.need(*USED)
    record.known(USED, IGNORED)
    kind = allowed(record.text("bill_type"), BILL_TYPES, "bill type", file.name)
    congress, number, introduced = record.number("congress"), record.number("number"), record.text("introduced_at")
    return BillRecord(
        congress=congress,
        bill_type=kind,
        number=number,
        introduced=introduced,
        as_of=record.text("updated_at")[:10],
        sponsor=_member(record.fields("sponsor"), introduced, "sponsor", context),
        cosponsors=[
            _member(m, introduced, f"cosponsors[{n}]", context) for n, m in enumerate(record.each("cosponsors"))
        ],
        actions=[_action(a, f"actions[{n}]") for n, a in enumerate(record.each("actions"))],
        titles=[_title(t, file.name) for t in record.each("titles")],
        relations=[_relation(r, file.name) for r in record.each("related_bills")],
        law_number=_law(record),
        locators={"introduced": "introduced_at"},
    )


def _law(record: Fields) -> str:
    if not record.holds("enacted_as"):
        return ""
    law = record.fields("enacted_as")
    law.known(("congress", "number"), ("law_type",))
    return f"{law.number('congress')}-{law.number('number')}"


def _member(member: Fields, introduced: str, locator: str, context: Context) -> Member:
    used = ("bioguide_id", "original_cosponsor", "sponsored_at", "state", "thomas_id", "withdrawn_at")
    member.known(used, ("district", "name", "title", "type"))
    thomas = member.text_if_any("thomas_id")
    bioguide = member.text_if_any("bioguide_id") or context.bioguide_by_thomas.get(thomas, "")
    if not bioguide:
        raise ImportRefused(
            f"{member.where}: member {thomas!r} is in no list of legislators; import us_legislators first"
        )
    joined = member.text_if_any("sponsored_at") or introduced
    original = None if locator == "sponsor" else joined == introduced
    if "original_cosponsor" in member and member.flag("original_cosponsor") != original:
        raise ImportRefused(
            f"{member.where}: original_cosponsor is {member.flag('original_cosponsor')}, but joined {joined}, introduced {introduced}"
        )
    return Member(bioguide, joined, original, member.text_if_any("withdrawn_at"), "", member.text("state"), locator)


def _action(action: Fields, locator: str) -> Action:
    action.known(ACTION_USED, ACTION_IGNORED)
    day, _, time = action.text("acted_at").partition("T")
    return Action(day, time[:8], action.text("text"), _chamber(action), False, locator)


def _chamber(action: Fields) -> str | None:
    """Return the chamber by what the record says of vote, committee or code; None when it says nothing."""
    where = action.text_if_any("where")
    if where in ("h", "s"):
        return "us-house" if where == "h" else "us-senate"
    committees = action.texts("committees") if "committees" in action else []
    if committees and committees[0][:1] in ("H", "S"):
        return "us-house" if committees[0][0] == "H" else "us-senate"
    code = action.text_if_any("action_code")
    if code.startswith("H") or code == "Intro-H":
        return "us-house"
    return "us-senate" if code == "10000" else None


def _title(title: Fields, where: str) -> Title:
    title.known(("as", "is_for_portion", "title", "type"))
    kind = allowed(title.text("type"), ("official", "short", "display", "popular"), "title type", where)
    stage = title.text("as") if title.holds("as") else ""
    return Title(
        title.text("title"),
        "portion" if title.flag("is_for_portion") and kind == "short" else kind,
        coded(stage, STAGES, "title stage", where) if stage else "",
    )


def _relation(relation: Fields, where: str) -> Relation:
    relation.known(("bill_id", "reason"), ("type", "identified_by"))
    written = relation.text("bill_id")
    match = re.fullmatch(r"([a-z]+)(\d{1,9})-(\d{1,9})", written, re.ASCII)
    if not match:
        raise ImportRefused(f"{relation.where}: bill_id {written!r}; expected the form hr624-114; a damaged file")
    kind = allowed(match[1], BILL_TYPES, "bill type", relation.where)
    return Relation(int(match[3]), kind, int(match[2]), coded(relation.text("reason"), RELATIONS, "relation", where))
