"""Roll calls as the @unitedstates congress project renders them.

https://github.com/unitedstates/congress/wiki/votes: ``data.json`` and ``data.xml`` of each vote.
"""

import re

from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files.json import read_json
from magnitsky_data.importers.files.xml import read_xml
from magnitsky_data.importers.reading import coded, known, needed
from magnitsky_data.importers.us_votes.record import CHAMBERS, RESULTS, Cast, VoteRecord, text_of

CATEGORIES = {
    "passage": "passage",
    "passage-suspension": "passage_under_suspension",
    "amendment": "amendment",
    "cloture": "cloture",
    "recommit": "recommit",
    "procedural": "procedural",
}


def read_data_json(file: OfficialFile) -> VoteRecord:
    """Read the @unitedstates ``data.json``."""
    record = read_json(file)
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
    ignored = ("result_text", "source_url", "subject", "type", "vote_id", "record_modified", "amendment", "nomination")
    for name in used:
        if name != "bill":
            needed(record, name, file.name)
    known(record, used, ignored, file.name)
    measure = record.get("bill")
    known(measure or (), ("congress", "number", "type"), ("title",), f"{file.name}: bill")
    said = sorted({name for members in record["votes"].values() for member in members for name in member})
    known(said, ("id", "party", "state"), ("display_name", "first_name", "last_name"), f"{file.name}: votes")
    return VoteRecord(
        publication="us-vote-json",
        congress=record["congress"],
        year=record["session"],
        chamber=coded(record["chamber"], CHAMBERS, "chamber", file.name),
        number=record["number"],
        date=record["date"][:10],
        updated=record["updated_at"][:10],
        measure=(measure["congress"], measure["type"], measure["number"]) if measure else None,
        question=record["question"],
        question_type=coded(record["category"], CATEGORIES, "category", file.name),
        requires=record["requires"],
        result=coded(record["result"], RESULTS, "result", file.name),
        totals={},
        positions=[
            Cast(member["id"], cast, member["party"], member["state"])
            for cast, members in record["votes"].items()
            for member in members
        ],
    )


def read_data_xml(file: OfficialFile) -> VoteRecord:
    """Read the @unitedstates ``data.xml``: no parties, and the bill's type shortened (h for hr)."""
    roll = read_xml(file, "roll")
    known(
        [c.tag for c in roll],
        ("category", "question", "required", "result", "bill", "voter"),
        ("type", "option", "amendment"),
        file.name,
    )
    known(
        roll.attrib,
        ("where", "session", "year", "roll", "datetime", "updated", "aye", "nay", "nv", "present"),
        ("source",),
        file.name,
    )
    bill = roll.find("bill")
    known(bill.attrib if bill is not None else (), ("session", "type", "number"), ("title",), f"{file.name}: bill")
    said = sorted({name for voter in roll.iter("voter") for name in voter.attrib})
    known(said, ("id", "state", "value"), ("vote",), f"{file.name}: voter")
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
        congress=int(roll.get("session", "0")),
        year=roll.get("year", ""),
        chamber=coded(roll.get("where", ""), CHAMBERS, "chamber", file.name),
        number=int(roll.get("roll", "0")),
        date=roll.get("datetime", "")[:10],
        updated=roll.get("updated", "")[:10],
        measure=(
            int(bill.get("session", "0")),
            coded(bill.get("type", ""), short, "bill type", file.name),
            int(bill.get("number", "0")),
        )
        if bill is not None
        else None,
        question=text_of(roll, "question"),
        question_type=coded(text_of(roll, "category"), CATEGORIES, "category", file.name),
        requires=text_of(roll, "required"),
        result=coded(re.sub(r" \(.*", "", text_of(roll, "result")), RESULTS, "result", file.name),
        totals={
            p: int(roll.get(a, "0"))
            for p, a in (("yea", "aye"), ("nay", "nay"), ("not_voting", "nv"), ("present", "present"))
        },
        positions=[Cast(v.get("id", ""), v.get("value", ""), "", v.get("state", "")) for v in roll.iter("voter")],
    )
