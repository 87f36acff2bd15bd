"""Roll calls as the House Clerk and the Senate publish them."""

import re

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.bill_numbers import BILL_TYPES
from magnitsky_data.importers.files.xml import Shape, closed, read_xml
from magnitsky_data.importers.reading import known
from magnitsky_data.importers.strict import day_as, whole_number
from magnitsky_data.importers.us_votes.record import Cast, VoteRecord, question_type, result_of, text_of

CLERK: Shape = {
    "rollcall-vote": ("vote-metadata", "vote-data"),
    "vote-metadata": (
        *(
            "congress",
            "rollcall-num",
            "legis-num",
            "vote-question",
            "vote-type",
            "vote-result",
            "action-date",
            "vote-desc",
            "vote-totals",
        ),
        *("majority", "session", "chamber", "committee", "amendment-num", "amendment-author", "action-time"),
    ),
    "vote-totals": ("totals-by-vote", "totals-by-party-header", "totals-by-party", "totals-by-candidate"),
    "totals-by-vote": ("total-stub", "yea-total", "nay-total", "present-total", "not-voting-total"),
    "vote-data": ("recorded-vote",),
    "recorded-vote": ("legislator", "vote"),
    **dict.fromkeys(("totals-by-party-header", "totals-by-party", "totals-by-candidate")),
}
SENATE: Shape = {
    "roll_call_vote": (
        *(
            "congress",
            "congress_year",
            "vote_number",
            "vote_date",
            "vote_question_text",
            "question",
            "majority_requirement",
        ),
        *("vote_result", "document", "count", "members", "tie_breaker"),
        *("session", "modify_date", "vote_document_text", "vote_result_text", "vote_title", "amendment"),
    ),
    "document": (
        *("document_congress", "document_number", "document_type"),
        *("document_name", "document_short_title", "document_title"),
    ),
    "count": ("yeas", "nays", "present", "absent"),
    "tie_breaker": ("by_whom", "tie_breaker_vote"),
    "members": ("member",),
    "member": ("lis_member_id", "party", "state", "vote_cast", "first_name", "last_name", "member_full"),
    "amendment": None,
}


def read_clerk(file: OfficialFile) -> VoteRecord:
    """Read the Clerk's XML, https://clerk.house.gov/evs/YEAR/rollNNN.xml."""
    root = read_xml(file, "rollcall-vote")
    meta = root.find("vote-metadata")
    if meta is None:
        raise ImportRefused(f"{file.name}: no vote-metadata; expected a roll call of the House Clerk")
    closed(root, CLERK, file.name, {"legislator": None, "action-time": ("time-etz",)})
    said = sorted({name for who in root.iter("legislator") for name in who.attrib})
    known(said, ("name-id", "party", "state"), ("sort-field", "unaccented-name", "role"), f"{file.name}: legislator")
    day = day_as(text_of(meta, "action-date"), "%d-%b-%Y", f"{file.name}: action-date")
    congress = whole_number(text_of(meta, "congress"), f"{file.name}: congress")
    kind, question = text_of(meta, "vote-type"), text_of(meta, "vote-question")
    totals = meta.find("vote-totals/totals-by-vote")
    if totals is None:
        raise ImportRefused(f"{file.name}: no totals-by-vote; a trimmed copy: download the official file")
    names = (
        ("yea", "yea-total"),
        ("nay", "nay-total"),
        ("present", "present-total"),
        ("not_voting", "not-voting-total"),
    )
    return VoteRecord(
        publication="us-house-roll",
        congress=congress,
        year=day[:4],
        chamber="us-house",
        number=whole_number(text_of(meta, "rollcall-num"), f"{file.name}: rollcall-num"),
        date=day,
        updated="",
        measure=_measure(text_of(meta, "legis-num"), congress),
        question=": ".join(
            t for t in (question, " ".join((text_of(meta, "legis-num"), text_of(meta, "vote-desc"))).strip()) if t
        ),
        question_type=question_type(question),
        requires="2/3" if kind.startswith("2/3") else "1/2",
        result=result_of(text_of(meta, "vote-result"), question_type(question), file.name),
        totals={p: whole_number(text_of(totals, tag) or "0", f"{file.name}: {tag}") for p, tag in names},
        positions=[
            Cast(who.get("name-id", ""), text_of(vote, "vote"), who.get("party", ""), who.get("state", ""))
            for vote in root.iter("recorded-vote")
            for who in vote.iter("legislator")
        ],
    )


def read_senate(file: OfficialFile) -> VoteRecord:
    """Read the Senate's XML; the date has no zone and two blanks before the time."""
    root = read_xml(file, "roll_call_vote")
    closed(root, SENATE, file.name)
    told = [text_of(root, f"document/document_{part}") for part in ("type", "number")]
    if bool(told[0]) != bool(told[1]) or (all(told) and not text_of(root, "document/document_congress")):
        raise ImportRefused(
            f"{file.name}: document: type and number {told}; expected both, and a congress: a damaged file"
        )
    day = day_as(" ".join(text_of(root, "vote_date").split()), "%B %d, %Y, %I:%M %p", f"{file.name}: vote_date")
    names = (("yea", "count/yeas"), ("nay", "count/nays"), ("present", "count/present"), ("not_voting", "count/absent"))
    return VoteRecord(
        publication="us-senate-roll",
        congress=whole_number(text_of(root, "congress"), f"{file.name}: congress"),
        year=text_of(root, "congress_year"),
        chamber="us-senate",
        number=whole_number(text_of(root, "vote_number"), f"{file.name}: vote_number"),
        date=day,
        updated="",
        measure=_measure(
            f"{text_of(root, 'document/document_type')} {text_of(root, 'document/document_number')}",
            whole_number(text_of(root, "document/document_congress") or "0", f"{file.name}: document_congress"),
        ),
        question=text_of(root, "vote_question_text"),
        question_type=question_type(text_of(root, "question")),
        requires=text_of(root, "majority_requirement"),
        result=result_of(text_of(root, "vote_result"), question_type(text_of(root, "question")), file.name),
        totals={position: whole_number(text_of(root, path) or "0", f"{file.name}: {path}") for position, path in names},
        positions=[
            Cast(text_of(m, "lis_member_id"), text_of(m, "vote_cast"), text_of(m, "party"), text_of(m, "state"))
            for m in root.iterfind("members/member")
        ],
        tie_breaker=text_of(root, "tie_breaker/tie_breaker_vote"),
    )


def _measure(written: str, congress: int) -> tuple[int, str, int] | None:
    """Read ``H R 3838``, ``S 5``, ``H.R. 5371`` to congress, type, number; None for QUORUM and the like."""
    match = re.fullmatch(r"([a-z]+)([0-9]{1,9})", re.sub(r"[ .]", "", written.lower()))
    return (congress, match[1], int(match[2])) if match and match[1] in BILL_TYPES else None
