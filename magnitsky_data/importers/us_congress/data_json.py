"""The @unitedstates congress project's ``data.json``, https://github.com/unitedstates/congress/wiki/bills.

Records of the 112th and 113th Congress name members by THOMAS id and have no mark for original
cosponsors: there it follows from joining on the day of introduction. Steps come oldest first.
"""

from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.bill_numbers import BILL_TYPES
from magnitsky_data.importers.files.json import read_json
from magnitsky_data.importers.reading import allowed, coded, known, needed
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
    record = read_json(file)
    for name in USED:
        needed(record, name, file.name)
    known(record, USED, IGNORED, file.name)
    kind = allowed(record["bill_type"], BILL_TYPES, "bill type", file.name)
    law = record["enacted_as"]
    known(law or (), ("congress", "number"), ("law_type",), f"{file.name}: enacted_as")
    return BillRecord(
        congress=int(record["congress"]),
        bill_type=kind,
        number=int(record["number"]),
        introduced=record["introduced_at"],
        as_of=record["updated_at"][:10],
        source_title=f"Status of {kind}{record['number']}, {record['congress']}th Congress (data.json)",
        sponsor=_member(record["sponsor"], record["introduced_at"], "sponsor", file.name, context),
        cosponsors=[
            _member(m, record["introduced_at"], f"cosponsors[{n}]", file.name, context)
            for n, m in enumerate(record["cosponsors"])
        ],
        actions=[_action(a, f"actions[{n}]", file.name) for n, a in enumerate(record["actions"])],
        titles=[_title(t, file.name) for t in record["titles"]],
        relations=[_relation(r, file.name) for r in record["related_bills"]],
        law_number=f"{law['congress']}-{law['number']}" if law else "",
        locators={"introduced": "introduced_at"},
    )


def _member(member: dict[str, Any], introduced: str, locator: str, where: str, context: Context) -> Member:
    used = ("bioguide_id", "original_cosponsor", "sponsored_at", "state", "thomas_id", "withdrawn_at")
    known(member, used, ("district", "name", "title", "type"), f"{where}: {locator}")
    bioguide = member.get("bioguide_id") or context.bioguide_by_thomas.get(member.get("thomas_id", ""), "")
    if not bioguide:
        raise ImportRefused(
            f"{where}: {locator}: member {member.get('thomas_id')!r} is in no list of legislators; import us_legislators first"
        )
    joined = member.get("sponsored_at") or introduced
    original = None if locator == "sponsor" else joined == introduced
    if member.get("original_cosponsor") not in (None, original):
        raise ImportRefused(
            f"{where}: {locator}: original_cosponsor is {member['original_cosponsor']}, but joined {joined}, introduced {introduced}"
        )
    return Member(bioguide, joined, original, member.get("withdrawn_at") or "", "", member["state"], locator)


def _action(action: dict[str, Any], locator: str, where: str) -> Action:
    known(action, ACTION_USED, ACTION_IGNORED, f"{where}: {locator}")
    day, _, time = action["acted_at"].partition("T")
    return Action(day, time[:8], action["text"], _chamber(action), False, locator)


def _chamber(action: dict[str, Any]) -> str | None:
    """Return the chamber by what the record says of vote, committee or code; None when it says nothing."""
    if action.get("where") in ("h", "s"):
        return "us-house" if action["where"] == "h" else "us-senate"
    committees = action.get("committees") or []
    if committees and committees[0][:1] in ("H", "S"):
        return "us-house" if committees[0][0] == "H" else "us-senate"
    code = action.get("action_code") or ""
    if code.startswith("H") or code == "Intro-H":
        return "us-house"
    return "us-senate" if code == "10000" else None


def _title(title: dict[str, Any], where: str) -> Title:
    known(title, ("as", "is_for_portion", "title", "type"), (), f"{where}: titles")
    kind = allowed(title["type"], ("official", "short", "display", "popular"), "title type", where)
    stage = coded(title["as"], STAGES, "title stage", where) if title["as"] else ""
    return Title(title["title"], "portion" if title["is_for_portion"] and kind == "short" else kind, stage)


def _relation(relation: dict[str, Any], where: str) -> Relation:
    known(relation, ("bill_id", "reason"), ("type", "identified_by"), f"{where}: related_bills")
    written, _, congress = relation["bill_id"].partition("-")
    kind = written.rstrip("0123456789")
    allowed(kind, BILL_TYPES, "bill type", f"{where}: related_bills")
    return Relation(
        int(congress), kind, int(written[len(kind) :]), coded(relation["reason"], RELATIONS, "relation", where)
    )
