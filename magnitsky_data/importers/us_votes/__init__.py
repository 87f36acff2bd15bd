"""Roll calls of the US Congress with every member's position.

Four renderings of the same official record are read: the House Clerk's XML (``rollNNN.xml``), the
Senate's XML (``vote_CCC_S_NNNNN.xml``), and JSON and XML of the @unitedstates congress project
(``data.json``, ``data.xml``). The first that a vote has in this order becomes its source, the
others must agree in every position and become citations.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile
from magnitsky_data.importers.bill_numbers import bill_id, bill_number, ordinal
from magnitsky_data.importers.reading import allowed, coded, source_row
from magnitsky_data.importers.us_votes.chambers import read_clerk, read_senate
from magnitsky_data.importers.us_votes.project import read_data_json, read_data_xml
from magnitsky_data.importers.us_votes.record import OTHER_QUESTIONS, VoteRecord

ID = "us_votes"
OWNER = "vote_id"
AGREE = {"votes": ("vote_date", "result", "yeas", "nays", "present", "not_voting"), "vote_positions": ("position",)}

PUBLICATIONS = ("us-vote-xml", "us-vote-json", "us-senate-roll", "us-house-roll")  # rising preference
POSITIONS = {"Yea": "yea", "Aye": "yea", "Nay": "nay", "No": "nay", "Present": "present", "Not Voting": "not_voting"}
OFFICES = {"us-house": "Clerk of the House of Representatives", "us-senate": "Secretary of the Senate"}


def recognises(name: str) -> bool:
    """Tell a roll call by its file name, the project's data files by Congress, year, chamber and number in front."""
    return bool(re.search(r"^\d+-\d+-[hs]\d+\.data\.(json|xml)$|roll\d+[\w.-]*\.xml$|^vote_\d+_\d_\d+\.xml$", name))


def rank(source: Row) -> tuple[int, str, str]:
    """Prefer the chamber's own file, then the rendering that has parties, then the newer."""
    publication = next(p for p in PUBLICATIONS if source["source_id"].startswith(p))
    return PUBLICATIONS.index(publication), source["file_date"], source["source_id"]


def read(file: OfficialFile, context: Context) -> Iterator[Extract]:
    """Yield the one roll call of a file, or nothing when the curated selection does not have it."""
    vote = _reader(file)(file)
    key = f"us-{vote.congress}-{vote.year}-{vote.chamber[3]}-{vote.number}"
    if key not in context.votes:
        return
    if vote.question_type in OTHER_QUESTIONS:
        raise ImportRefused(
            f"{file.name}: a vote of the kind {vote.question_type!r}, which decides on no bill; take {key} out of raw/curated/votes.relevance.csv"
        )
    day = vote.updated or vote.date
    source = source_row(
        file, vote.publication, day, source_type="roll_call", jurisdiction_code="US", publisher=OFFICES[vote.chamber],
        title=f"Roll call vote {vote.number}, U.S. {'House' if vote.chamber == 'us-house' else 'Senate'}, {ordinal(vote.congress)} Congress, {vote.date}",
        document_date=vote.date, copy_date=vote.updated,
    )  # fmt: skip
    positions = _positions(vote, key, file.name, context)
    if not positions:
        raise ImportRefused(f"{file.name}: no positions; truncated or of another format: download it again")
    allowed(vote.requires, context.codes["votes.majority_required"], "majority required", file.name)
    counted = Counter(row["position"] for row in positions)
    if vote.tie_breaker:
        # He votes when the senators are equally divided alone: Constitution, article I, section 3.
        if counted["yea"] != counted["nay"]:
            raise ImportRefused(
                f"{file.name}: the Vice President votes with {counted['yea']} to {counted['nay']} senators; expected a tie: a damaged file"
            )
        counted[coded(vote.tie_breaker, POSITIONS, "position", f"{file.name}: Vice President")] += 1
    for position, total in vote.totals.items():
        if counted[position] != total:
            raise ImportRefused(
                f"{file.name}: total of {position} is {total}, but {counted[position]} positions say so; truncated: download it again"
            )
    yield Extract(key, source, {"votes": [_vote(vote, key, counted, source, context)], "vote_positions": positions})


def _reader(file: OfficialFile) -> Callable[[OfficialFile], VoteRecord]:
    if file.name.endswith(".json"):
        return read_data_json
    opening = re.search(rb"<(roll|rollcall-vote|roll_call_vote)[\s>]", file.data)
    if not opening:
        raise ImportRefused(
            f"{file.name}: no roll call in it; expected a root element roll, rollcall-vote or roll_call_vote"
        )
    return {b"roll": read_data_xml, b"rollcall-vote": read_clerk, b"roll_call_vote": read_senate}[opening[1]]


def _vote(vote: VoteRecord, key: str, counted: "Counter[str]", source: Row, context: Context) -> Row:
    measure = vote.measure  # (congress, type, number), or None where a vote is on no measure
    subject = bill_id(*measure) if measure else ""
    return {
        "vote_id": key,
        "bill_id": subject if subject in context.bills else "",
        "chamber_id": vote.chamber,
        "session": f"{vote.congress}-{vote.year}",
        "number": str(vote.number),
        "vote_date": vote.date,
        "measure_number": bill_number(*measure, with_session=True) if measure else "",
        "question": " ".join(vote.question.split()),
        "question_type": vote.question_type,
        "majority_required": vote.requires,
        "result": vote.result,
        "tally_type": "recorded",
        "yeas": str(counted["yea"]),
        "nays": str(counted["nay"]),
        "present": str(counted["present"]),
        "not_voting": str(counted["not_voting"]),
        "positions_coverage": "complete",
        "source_id": source["source_id"],
        "confidence": "high",
        **({"note": "With the vote of the Vice President."} if vote.tie_breaker else {}),
    }


def _positions(vote: VoteRecord, key: str, where: str, context: Context) -> list[Row]:
    rows = []
    for cast in vote.positions:
        member = cast.member
        position = coded(cast.vote, POSITIONS, "position", f"{where}: member {member}")
        if re.fullmatch(r"S[0-9]{3}", member):
            if member not in context.bioguide_by_lis:
                raise ImportRefused(
                    f"{where}: senator {member!r} is in no list of legislators; import us_legislators with a newer list first"
                )
            member = context.bioguide_by_lis[member]
        elif not re.fullmatch(r"[A-Z][0-9]{6}", member):
            raise ImportRefused(f"{where}: member {member!r} has no Bioguide id; expected a letter and six digits")
        if not cast.state:
            raise ImportRefused(f"{where}: member {member} has no state; expected one for each: a damaged file")
        if cast.party:
            allowed(cast.party, context.codes["vote_positions.party_code"], "party", f"{where}: member {member}")
        rows.append(
            {
                "vote_id": key,
                "legislator_id": f"us-bioguide-{member}",
                "position": position,
                "party_code": cast.party,
                "state_code": cast.state,
            }
        )
    if len({row["legislator_id"] for row in rows}) != len(rows):
        raise ImportRefused(f"{where}: a member votes twice; the file is damaged")
    return rows
