"""Roll calls as the @unitedstates congress project renders them.

https://github.com/unitedstates/congress/wiki/votes: ``data.json`` and ``data.xml`` of each vote.
"""

import re
from collections.abc import Iterable, Iterator

from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.bill_numbers import BILL_TYPES
from magnitsky_data.importers.files.json import read_json
from magnitsky_data.importers.files.xml import Attributes, Shape, closed, read_xml
from magnitsky_data.importers.reading import allowed, coded, known
from magnitsky_data.importers.strict import Fields, whole_number
from magnitsky_data.importers.us_votes.record import (
    CHAMBERS,
    OTHER_QUESTIONS,
    Cast,
    VoteRecord,
    question_type,
    result_of,
    text_of,
)

CATEGORIES = {
    "passage": "passage",
    "passage-suspension": "passage_under_suspension",
    "amendment": "amendment",
    "cloture": "cloture",
    "recommit": "recommit",
    "procedural": "procedural",
    "veto-override": "veto_override",
    **{name: name for name in OTHER_QUESTIONS},
}

VICE_PRESIDENT = "VP"  # stands among the members whom he joins


def read_data_json(file: OfficialFile) -> VoteRecord:
    """Read the @unitedstates ``data.json``."""
    record = Fields(read_json(file), file.name)
    used = (
        "bill",
        "category",
        "chamber",
        "congress",
        "date",
        "number",
        "question",
        "requires",
        "result",
        "session",
        "updated_at",
        "votes",
    )
    ignored = (
        "result_text",
        "source_url",
        "subject",
        "type",
        "vote_id",
        "record_modified",
        "amendment",
        "nomination",
        "treaty",
    )
    record.need(*(name for name in used if name != "bill"))
    record.known(used, ignored)
    votes = record.fields("votes")
    kind = _kind(record.text("category"), record.text("question"), record.text("requires"), votes, file.name)
    return VoteRecord(
        publication="us-vote-json",
        congress=record.number("congress"),
        year=record.text("session"),
        chamber=coded(record.text("chamber"), CHAMBERS, "chamber", file.name),
        number=record.number("number"),
        date=record.text("date")[:10],
        updated=record.text("updated_at")[:10],
        measure=_measure(record.fields("bill")) if "bill" in record else None,
        question=record.text("question"),
        question_type=kind,
        requires=record.text("requires"),
        result=result_of(record.text("result"), kind, file.name),
        totals={},
        positions=[
            Cast(member.text("id"), cast, member.text("party"), member.text("state"))
            for cast, member in _members(votes)
        ],
        tie_breaker=next((cast for cast in votes if VICE_PRESIDENT in votes.sequence(cast)), ""),
    )


def _kind(category: str, question: str, requires: str, positions: Iterable[str], where: str) -> str:
    """Return the kind of a question; of a category "unknown" its words tell it, and of a trial the positions."""
    if requires == "QUORUM":
        return "quorum"
    if {"Guilty", "Not Guilty"} & {*positions}:
        return "conviction"
    return question_type(question) if category == "unknown" else coded(category, CATEGORIES, "category", where)


def _measure(bill: Fields) -> tuple[int, str, int]:
    bill.known(("congress", "number", "type"), ("title",))
    return (
        bill.number("congress"),
        allowed(bill.text("type"), BILL_TYPES, "bill type", bill.where),
        bill.number("number"),
    )


def _members(votes: Fields) -> Iterator[tuple[str, Fields]]:
    for cast in votes:
        for n, item in enumerate(votes.sequence(cast)):
            if item == VICE_PRESIDENT:
                continue
            member = Fields(item, f"{votes.where}: {cast}[{n}]")
            member.known(("id", "party", "state"), ("display_name", "first_name", "last_name"))
            yield cast, member


SHAPE: Shape = {
    "roll": ("category", "question", "required", "result", "bill", "voter", "type", "option", "amendment"),
    **dict.fromkeys(("option", "amendment")),
}
BY_HAND: Attributes = dict.fromkeys(("roll", "bill", "voter", "option", "amendment"))  # looked at where they are read


def read_data_xml(file: OfficialFile) -> VoteRecord:
    """Read the @unitedstates ``data.xml``: no parties, and the bill's type shortened (h for hr)."""
    roll = read_xml(file, "roll")
    closed(roll, SHAPE, file.name, BY_HAND)
    known(
        roll.attrib,
        ("where", "session", "year", "roll", "datetime", "updated", "aye", "nay", "nv", "present"),
        ("source",),
        file.name,
    )
    bill = roll.find("bill")
    known(bill.attrib if bill is not None else (), ("session", "type", "number"), ("title",), f"{file.name}: bill")
    said = sorted({name for voter in roll.iter("voter") for name in voter.attrib})
    known(said, ("VP", "id", "state", "value"), ("vote",), f"{file.name}: voter")
    positions = {voter.get("value", "") for voter in roll.iter("voter")}
    kind = _kind(text_of(roll, "category"), text_of(roll, "question"), text_of(roll, "required"), positions, file.name)
    short = {
        "h": "hr",
        "hr": "hres",
        "hj": "hjres",
        "hc": "hconres",
        "s": "s",
        "sr": "sres",
        "sj": "sjres",
        "sc": "sconres",
    }
    return VoteRecord(
        publication="us-vote-xml",
        congress=whole_number(roll.get("session", ""), f"{file.name}: session"),
        year=roll.get("year", ""),
        chamber=coded(roll.get("where", ""), CHAMBERS, "chamber", file.name),
        number=whole_number(roll.get("roll", ""), f"{file.name}: roll"),
        date=roll.get("datetime", "")[:10],
        updated=roll.get("updated", "")[:10],
        measure=(
            whole_number(bill.get("session", ""), f"{file.name}: bill"),
            coded(bill.get("type", ""), short, "bill type", file.name),
            whole_number(bill.get("number", ""), f"{file.name}: bill"),
        )
        if bill is not None
        else None,
        question=text_of(roll, "question"),
        question_type=kind,
        requires=text_of(roll, "required"),
        result=result_of(re.sub(r" \(.*", "", text_of(roll, "result")), kind, file.name),
        totals={
            p: whole_number(roll.get(a, ""), f"{file.name}: {a}")
            for p, a in (("yea", "aye"), ("nay", "nay"), ("not_voting", "nv"), ("present", "present"))
        },
        positions=[
            Cast(v.get("id", ""), v.get("value", ""), "", v.get("state", ""))
            for v in roll.iter("voter")
            if "VP" not in v.attrib
        ],
        tie_breaker=next((v.get("value", "") for v in roll.iter("voter") if "VP" in v.attrib), ""),
    )
