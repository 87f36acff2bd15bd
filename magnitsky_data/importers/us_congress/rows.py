"""A bill record to rows of bills, bill_titles, bill_actions, bill_relations and sponsorships."""

import re
from collections.abc import Iterable
from dataclasses import replace

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context
from magnitsky_data.importers.bill_numbers import BILL_TYPES, bill_id, bill_number
from magnitsky_data.importers.reading import allowed
from magnitsky_data.importers.us_congress.actions import Step, steps
from magnitsky_data.importers.us_congress.record import Action, BillRecord, Member
from magnitsky_data.importers.us_congress.titles import distinct, short_title

RELATION_ORDER = ("identical", "rule", "ruled_by", "procedurally_related", "related")
# Step that puts a bill at a stage; the stages in rising order.
STAGES = {
    "introduced": "introduced", "referred": "in_committee", "ordered_reported": "ordered_reported",
    "reported": "reported", "calendar": "reported", "passed": "passed_one_chamber", "became_law": "enacted",
}  # fmt: skip
STAGE_ORDER = (
    "introduced",
    "in_committee",
    "ordered_reported",
    "reported",
    "passed_one_chamber",
    "passed_both_chambers",
    "adopted",
    "enacted",
)


def record_rows(record: BillRecord, key: str, source: Row, context: Context) -> dict[str, list[Row]]:
    """Return the rows of one bill by table."""
    _, kind, chamber = BILL_TYPES[record.bill_type]
    opening = Action(
        record.introduced,
        "",
        f"Introduced in {'House' if chamber == 'us-house' else 'Senate'}",
        chamber,
        False,
        record.locators["introduced"],
    )
    taken = steps(record.actions, chamber, opening)
    stage, reached = furthest_stage(taken, is_simple=kind == "resolution", is_law=bool(record.law_number))
    cited = {"source_id": source["source_id"], "confidence": "high"}
    bill = {
        "bill_id": key,
        "jurisdiction_code": "US",
        "chamber_id": chamber,
        "session": str(record.congress),
        "number": bill_number(record.congress, record.bill_type, record.number),
        "bill_type": kind,
        "short_title": short_title(record.titles, chamber),
        "official_title": next((t.text for t in record.titles if t.kind == "official"), ""),
        "introduced_date": record.introduced,
        "status": stage,
        "status_date": reached,
        "status_as_of_date": record.as_of,
        "law_id": f"us-pl-{record.law_number}" if record.law_number else "",
        **cited,
    }
    return {
        "bills": [bill],
        "bill_titles": [
            {"bill_id": key, "title": t.text, "title_type": t.kind, "first_stage": t.stage}
            for t in distinct(record.titles, chamber)
        ],
        "bill_actions": [_step_row(s, n, key, record.congress, cited, context) for n, s in enumerate(taken, start=1)],
        "bill_relations": list(_relation_rows(record, key, context)),
        "sponsorships": list(_sponsorship_rows(record, key, source["file_name"], cited, context)),
    }


def furthest_stage(taken: list[Step], *, is_simple: bool, is_law: bool = False) -> tuple[str, str]:
    """Return the furthest stage and the day it was reached.

    A simple resolution is adopted when its chamber agrees to it. A bill has passed both chambers on
    the day on which the second of them first passed a text under its number. A bill whose law has a number
    became law at the latest when it was signed, though its steps may not yet say so.
    """
    best, reached = "introduced", ""
    passed: dict[str, str] = {}
    for step in taken:
        stage = STAGES.get(step.kind, "")
        if step.kind == "passed":
            passed.setdefault(step.chamber, step.date)
            stage = "adopted" if is_simple else "passed_both_chambers" if len(passed) == 2 else stage
        elif step.kind == "signed" and is_law:
            stage = "enacted"
        if stage and (not reached or STAGE_ORDER.index(stage) > STAGE_ORDER.index(best)):
            best, reached = stage, step.date
    return best, reached


def _step_row(step: Step, number: int, key: str, congress: int, cited: Row, context: Context) -> Row:
    vote = f"us-{congress}-{step.date[:4]}-{step.chamber[3]}-{step.roll}" if step.roll and step.chamber else ""
    return {
        "bill_id": key,
        "sequence": str(number),
        "action_date": step.date,
        "chamber_id": step.chamber,
        "action_type": step.kind,
        "vote_id": vote if vote in context.votes else "",
        "roll_call_number": str(step.roll) if step.roll else "",
        "source_locator": step.locator,
        **cited,
    }


def _relation_rows(record: BillRecord, key: str, context: Context) -> Iterable[Row]:
    ranked = sorted(record.relations, key=lambda r: RELATION_ORDER.index(r.relation_type))
    seen = set()
    for relation in ranked:
        other = (relation.congress, relation.bill_type, relation.number)
        if other in seen:
            continue
        seen.add(other)
        related = bill_id(*other)
        yield {
            "bill_id": key,
            "related_bill_number": bill_number(*other, with_session=True),
            "related_bill_id": related if related in context.bills else "",
            "relation_type": relation.relation_type,
        }


def _sponsorship_rows(record: BillRecord, key: str, where: str, cited: Row, context: Context) -> Iterable[Row]:
    if len({replace(member, locator="") for member in record.cosponsors}) != len(record.cosponsors):
        raise ImportRefused(f"{where}: a cosponsor stands twice, of one day; expected each once: a damaged file")
    times: dict[str, int] = {}
    for role, member in [("sponsor", record.sponsor), *(("cosponsor", m) for m in record.cosponsors)]:
        if not re.fullmatch(r"[A-Z][0-9]{6}", member.bioguide_id) or not member.state:
            raise ImportRefused(
                f"{where}: {member.locator}: member {member.bioguide_id!r:.40} of {member.state!r:.40}; expected a Bioguide id and a state: a damaged file"
            )
        if member.party:
            allowed(member.party, context.codes["sponsorships.party_code"], "party", f"{where}: {member.locator}")
        nth = times[member.bioguide_id] = times.get(member.bioguide_id, 0) + 1
        yield _sponsorship(f"{key}-{member.bioguide_id}" + (f"-{nth}" if nth > 1 else ""), role, member, key, cited)


def _sponsorship(sponsorship: str, role: str, member: Member, key: str, cited: Row) -> Row:
    return {
        "sponsorship_id": sponsorship,
        "bill_id": key,
        "legislator_id": f"us-bioguide-{member.bioguide_id}",
        "role": role,
        "joined_date": member.joined,
        "is_original": "" if member.is_original is None else str(member.is_original).lower(),
        "withdrawn_date": member.withdrawn,
        "party_code": member.party,
        "state_code": member.state,
        "source_locator": member.locator,
        **cited,
    }
