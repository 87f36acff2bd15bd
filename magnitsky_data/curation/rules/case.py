"""Events, works and claims of the case, and the words in which the dataset speaks of all its subjects."""

import re
from collections.abc import Collection, Iterator

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import KEY_JOINER
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.database import Database
from magnitsky_data.curation.derive.claims import ROW_SETS, Record, conditions, is_dated

# Words that take a side, and what they presuppose.
PARTIAL_WORDS = {
    "regime": "denies that a government is one; say government, or rules for a body of rules",
    "victim": "presupposes the deed that is disputed; say whom it concerns",
    "liar": "presupposes that somebody knew better",
    "lie": "presupposes that somebody knew better; say who disputes what",
    "hero": "praises",
    "martyr": "presupposes the cause of a death",
    "murder": "is for a court to find; say death",
    "murderer": "is for a court to find",
    "killer": "is for a court to find",
    "thug": "insults",
    "crony": "insults",
    "henchman": "insults",
    "puppet": "insults",
    "propaganda": "judges an account; say which side it supports",
    "smear": "judges an account; say which side disputes it",
    "whistleblower": "presupposes the disclosure that is disputed; say what the person stated, and who says so",
    "notorious": "judges",
    "infamous": "judges",
    "brutal": "judges",
    "so-called": "casts doubt",
    "tied to": "asserts the tie that an authority gives as its ground; say whom it names over what",
    "linked to": "asserts the link that an authority gives as its ground; say who names whom with whom",
    "network": "presupposes the deed that is disputed; say whom or what is named",
    "gang": "insults",
    "scheme": "presupposes the deed that is disputed; say over what the person is named",
    "uncovered": "presupposes what was found; say what the person stated, and who says so",
    "exposed": "presupposes what was found; say what the person stated, and who says so",
    "of the fraud": "counts persons to the deed that is disputed; say who names them over it",
    "for killings": "tells the ground of an authority as a deed; say who names whom over what",
    "for abuses": "tells the ground of an authority as a deed; say who names whom over what",
    "corrupt": "judges; say who names whom over corruption",
    "abuser": "presupposes the deed; say who names whom over what",
    "perpetrator": "presupposes the deed; say who names whom over what",
    "violator": "presupposes the deed; say who names whom over what",
    "crook": "insults",
    "innocent": "is for a court to find",
    "blacklist": "judges a list; say list",
    "anti-Magnitsky": "tells a bill or film as one against a person; say what it answers or disputes",
}
_STEMS = "|".join(w.removesuffix("y") for w in PARTIAL_WORDS)
_WORDS = re.compile(rf"(?<![\w-])({_STEMS})(?:s|es|y|ies|ed|er|ers|ic|dom|men)?(?![\w-])", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')  # in the statement of a claim: words of its author
# Columns in our own words. Titles, names and questions are others' words, except where we write the title:
# of a source that has none it stands in brackets.
OWN_WORDS = (
    "description", "evidence", "group_name", "not_checkable_reason", "note", "reason", "relevance_reason", "role", "statement", "topic",
)  # fmt: skip
OWN_TITLES = ("designation_rounds", "events", "retaliatory_measures", "sources")
NAMES = ("Victims of Communism Memorial Foundation",)  # names of bodies that occur in notes and roles alone
OURS = "["  # begins a title of ours where titles are those of documents
TITLES = {
    "bill_titles": ("title",),
    "bills": ("short_title", "official_title"),
    "entities": ("name",),
    "laws": ("title",),
    "programs": ("name",),
    "retaliatory_measures": ("instrument",),
    "sources": ("title", "publisher"),
    "works": ("title",),
}


def claims_name_what_the_record_holds(data: Database) -> Iterator[Problem]:
    """The rows and columns that a claim is compared with exist, so that no_record means an empty cell, not a slip."""
    record = Record(data)
    for claim, at in data.placed("claims"):
        name = claim["record_table"]
        if claim["comparison"] and name:
            for column, wrong in _slips(data, record, claim):
                yield data.problem("claims", at, column, wrong)


def _slips(data: Database, record: Record, claim: Row) -> Iterator[tuple[str, str]]:
    name = claim["record_table"]
    if name not in data.contract.published:
        yield "record_table", f"{name!r} is not a published table"
        return
    if data.contract.tables[name].shelf == "ready":
        yield "record_table", f"{name!r} is a view; expected the table that it is made from"
        return
    known = data.contract.tables[name].by_name
    for column in filter(None, claim["record_column"].split(KEY_JOINER)):
        if column not in known:
            yield "record_column", f"{name} has no column {column!r}"
    if claim["record_as_of_date"] and not is_dated(data.contract.tables[name]):
        yield "record_as_of_date", f"rows of {name} have no begin and end; leave it empty"
    for column in ("record_row_id", "record_row_id_2"):
        row_id = claim[column]
        if column == "record_row_id" and claim["comparison"] in ROW_SETS:
            if wrong := _row_set_slip(record, name, row_id, known):
                yield column, wrong
        elif row_id and row_id not in record.table(name):
            yield column, f"{name} has no row {row_id!r}"


def _row_set_slip(record: Record, name: str, row_id: str, known: Collection[str]) -> str:
    wanted = conditions(row_id)
    if len(wanted) != len(row_id.split(KEY_JOINER)):
        return f"{row_id!r} is no set of rows; expected column=value, several joined with {KEY_JOINER}"
    if unknown := [c for c, _ in wanted if c not in known]:
        return f"{name} has no column {unknown[0]!r}"
    if not any(all(row[c] == v for c, v in wanted) for row in record.table(name).values()):
        return f"{name} has no row with {row_id!r}"
    return ""


def own_words_take_no_side(data: Database) -> Iterator[Problem]:
    """Text in our own words has none of the words that take a side; titles quoted in it, and an author in a claim, pass.

    The dataset says who claims what and what the record holds, of both sides in the same words.
    """
    titles = _titles(data)
    own = [
        f"SELECT '{name}', '{column}', row_at, {column} FROM {name}"
        for name, table in data.contract.tables.items()
        for column in table.columns
        if column in OWN_WORDS or (column == "title" and name in OWN_TITLES)
    ]
    # The database looks for the stems faster; what a word is, Python tells in every script.
    said = f"WITH said (name, of_column, row_at, text) AS MATERIALIZED ({' UNION ALL '.join(own)})"
    query = f"{said} FROM said WHERE regexp_matches(text, $1, 'i')"
    for name, column, at, text in data.select(query, [_STEMS]):
        text = _QUOTED.sub("", text) if name == "claims" and column == "statement" else text
        for word in sorted({found[0].lower() for found in _WORDS.finditer(_without(titles, text))}):
            yield data.problem(name, int(at), column, f"{word!r} {_objection(word)}")


def _without(titles: list[str], text: str) -> str:
    for title in titles:
        text = text.replace(title, "")
    return text


def _titles(data: Database) -> list[str]:
    """Return the titles and names that hold a word of the list, also without what follows in brackets, longest first."""
    cells = (data.select(f"SELECT {c} FROM {name}") for name, columns in TITLES.items() for c in columns)
    whole = {title for column in cells for (title,) in column}
    found = {*NAMES, *whole} | {title.partition(" (")[0] for title in whole}
    others = (t for t in found if _WORDS.search(t) and not t.startswith(OURS))
    return sorted(others, key=lambda t: (-len(t), t))


def _objection(word: str) -> str:
    stems = [w for w in PARTIAL_WORDS if word.startswith(w.lower().removesuffix("y"))]
    return PARTIAL_WORDS[max(stems, key=len)] if stems else "takes a side"
