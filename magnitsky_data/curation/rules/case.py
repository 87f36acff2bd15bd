"""Events, works and claims of the case, and the words in which the dataset speaks of all its subjects."""

import re
from collections.abc import Iterator

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import KEY_JOINER, Dataset
from magnitsky_data.curation.derive.claims import ROW_SETS, conditions, is_dated

COMPARED = ("record_table", "record_row_id", "record_column", "claimed_value")

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
}
_WORDS = re.compile(
    rf"(?<![\w-])({'|'.join(w.removesuffix('y') for w in PARTIAL_WORDS)})(?:s|es|y|ies|ed|er|ers|ic|dom|men)?(?![\w-])",
    re.IGNORECASE,
)
# Columns in our own words. Titles, names and questions are others' words, except where we write the title.
OWN_WORDS = (
    "description", "evidence", "not_checkable_reason", "note", "reason", "relevance_reason", "role", "statement", "topic",
)  # fmt: skip
OWN_TITLES = ("designation_rounds", "events")
NAMES = ("Victims of Communism Memorial Foundation",)  # names of bodies that occur in notes and roles alone
TITLES = {
    "bill_titles": ("title",),
    "bills": ("short_title", "official_title"),
    "entities": ("name",),
    "laws": ("title",),
    "programs": ("name",),
    "retaliatory_measures": ("title", "instrument"),
    "sources": ("title", "publisher"),
    "works": ("title",),
}


def claims_are_compared_or_explained(data: Dataset) -> Iterator[Problem]:
    """A claim has a comparison with all that it needs, or the reason why the record cannot tell, never both."""
    for at, claim in enumerate(data.rows("claims")):
        comparison, reason = claim.get("comparison", ""), claim.get("not_checkable_reason", "")
        if bool(comparison) == bool(reason):
            wrong = "both filled" if reason else "both empty"
            yield data.problem(
                "claims", at, "comparison", f"comparison and not_checkable_reason are {wrong}; expected one of them"
            )
        for column in COMPARED if comparison else ():
            if not claim.get(column):
                yield data.problem("claims", at, column, f"empty, but comparison {comparison!r} needs it")
        for column in () if comparison else (*COMPARED, "record_row_id_2", "record_as_of_date"):
            if claim.get(column):
                yield data.problem("claims", at, column, f"{claim[column]!r}, but nothing is compared; take it away")


def claims_name_what_the_record_holds(data: Dataset) -> Iterator[Problem]:
    """The rows and columns that a claim is compared with exist, so that no_record means an empty cell, not a slip."""
    keys: dict[str, set[str]] = {}
    for at, claim in enumerate(data.rows("claims")):
        name = claim.get("record_table", "")
        if not claim.get("comparison") or not name:
            continue
        if name not in data.tables or not data.contract.tables[name].is_published:
            yield data.problem("claims", at, "record_table", f"{name!r} is not a published table")
            continue
        known = data.contract.tables[name].by_name
        for column in filter(None, claim.get("record_column", "").split(KEY_JOINER)):
            if column not in known:
                yield data.problem("claims", at, "record_column", f"{name} has no column {column!r}")
        if claim.get("record_as_of_date") and not is_dated(name):
            yield data.problem(
                "claims", at, "record_as_of_date", f"rows of {name} have no begin and end; leave it empty"
            )
        if name not in keys:
            keys[name] = {data.tables[name].row_id(row) for row in data.rows(name)}
        for column in ("record_row_id", "record_row_id_2"):
            row_id = claim.get(column, "")
            if column == "record_row_id" and claim["comparison"] in ROW_SETS:
                if wrong := _row_set_problem(data, claim):
                    yield data.problem("claims", at, column, wrong)
            elif row_id and row_id not in keys[name]:
                yield data.problem("claims", at, column, f"{name} has no row {row_id!r}")


def _row_set_problem(data: Dataset, claim: Row) -> str:
    name, row_id = claim["record_table"], claim.get("record_row_id", "")
    wanted = conditions(row_id)
    if len(wanted) != len(row_id.split(KEY_JOINER)):
        return f"{row_id!r} is no set of rows; expected column=value, several joined with {KEY_JOINER}"
    if unknown := [c for c, _ in wanted if c not in data.contract.tables[name].by_name]:
        return f"{name} has no column {unknown[0]!r}"
    if not any(all(row.get(c, "") == v for c, v in wanted) for row in data.rows(name)):
        return f"{name} has no row with {row_id!r}"
    return ""


def own_words_take_no_side(data: Dataset) -> Iterator[Problem]:
    """Text in our own words has none of the words that take a side; titles quoted in it are let pass.

    The dataset says who claims what and what the record holds, of both sides in the same words.
    """
    titles = _titles(data)
    for name, table in data.tables.items():
        columns = [c for c in table.table.columns if c in OWN_WORDS or (c == "title" and name in OWN_TITLES)]
        for at, row in enumerate(table.rows) if columns else ():
            for column in columns:
                text = row.get(column, "")
                if not _WORDS.search(text):
                    continue
                for title in titles:
                    text = text.replace(title, "")
                for word in sorted({found[0].lower() for found in _WORDS.finditer(text)}):
                    yield data.problem(name, at, column, f"{word!r} {_objection(word)}")


def _titles(data: Dataset) -> list[str]:
    """Return the titles and names that hold a word of the list, also without what follows in brackets, longest first."""
    whole = {row.get(c, "") for name, columns in TITLES.items() for row in data.rows(name) for c in columns}
    found = {*NAMES, *whole} | {title.partition(" (")[0] for title in whole}
    return sorted((t for t in found if _WORDS.search(t)), key=lambda t: (-len(t), t))


def _objection(word: str) -> str:
    stems = [w for w in PARTIAL_WORDS if word.startswith(w.removesuffix("y"))]
    return PARTIAL_WORDS[max(stems, key=len)] if stems else "takes a side"
