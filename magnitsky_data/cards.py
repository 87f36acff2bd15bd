"""One person or body: all that the dataset holds of it, as a card and as frames."""

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from magnitsky_data import screen
from magnitsky_data.errors import RowNotFound, nearest, one_frame
from magnitsky_data.lives import Keyed, Life, current_id, known_in_part, lives, rows_of
from magnitsky_data.release import own

if TYPE_CHECKING:
    import pandas as pd

    from magnitsky_data.finder import Found

SHOWN = 6  # lines of one kind on a card; the frames have all
SECTIONS = ("names", "listings", "votes", "bills", "measures", "events", "claims", "sources")


@one_frame
def entity(entity_id: str) -> "Entity":
    """Return one person or body with everything about it: names, listings, votes, bills, measures, events, claims, sources.

    Its repr is a card for the terminal, in a notebook HTML; each attribute is a DataFrame. An id
    that was withdrawn leads to the one that took its place. A whole name, or given and family name,
    serves as id where one alone has it. ``RowNotFound`` for an unknown id, and for one word of a name
    or a name that several have, names those whom ``find`` finds by it.

    >>> import magnitsky_data as md
    >>> md.entity("us-ofac-23343").listings["program_id"].iloc[0]
    'us-magnit'
    """
    known = lives()
    found = current_id(entity_id, dict(rows_of("entity_redirects", "old_entity_id", "entity_id")))
    if found not in known:
        hits = _named(str(found))
        meant = _meant(str(found), hits)
        if len(meant) == 1:
            return Entity(meant[0].life)
        none = f"no person or body has the {'whole name' if hits else 'id'}"
        said = f"{len(meant)} have the name" if meant else none
        raise RowNotFound(f"{said} {entity_id!r}; {_hint(str(found), meant or hits[:3])}")
    return Entity(known[found], "" if found == entity_id else entity_id)


def _named(asked: str) -> "list[Found]":
    """Return who is found by a name that was asked for as an id; an id has digits."""
    from magnitsky_data.finder import search

    is_name = any(map(str.isalpha, asked)) and not any(map(str.isdigit, asked))
    return search(asked, 30)[0] if is_name else []


def _meant(asked: str, hits: "list[Found]") -> "list[Found]":
    """Return who has the name as a whole, else whose name has all words of given and family name, patronymics aside."""
    words = _words(asked)
    if whole := [hit for hit in hits if _words(hit.matched_name) == words]:
        return whole
    if len(words) == 1:
        return []
    return [hit for hit in hits if any({*words} <= {*_words(n)} for n in (hit.life.name, hit.matched_name))]


def _words(name: str) -> list[str]:
    from magnitsky_data.spelling import key

    return sorted(key(name).split())


def _hint(asked: str, hits: "list[Found]") -> str:
    """Return the ids of the names found, else the nearest id."""
    if hits:
        return "did you mean " + " or ".join(f"{hit.life.entity_id!r} ({hit.life.name})" for hit in hits) + "?"
    return nearest(asked, lives(), "md.find gives the ids of a name")


class Entity:
    """A person or body of the dataset; ``entity`` makes it."""

    def __init__(self, life: Life, asked: str = "") -> None:
        self._life, self._asked = life, asked
        self.entity_id, self.name, self.entity_type = life.entity_id, life.name, life.entity_type

    def __dir__(self) -> list[str]:
        return ["entity_id", "entity_type", "name", *SECTIONS]

    @property
    def names(self) -> "pd.DataFrame":
        """Names, a row each, with kind, script and list."""
        return self._of("entity_names", "entity_id")

    @property
    def listings(self) -> "pd.DataFrame":
        """Spells on programmes, the first first, as view ``listings`` has them."""
        return self._of("listings", "entity_id").sort_values(["listed_date", "listed_by_date"], ignore_index=True)

    @property
    def votes(self) -> "pd.DataFrame":
        """Votes cast, with the act, the day and the result, as view ``roll_calls`` has them."""
        cast = self._of("roll_calls", "legislator_id", self._seats())
        return cast.sort_values("vote_date", kind="stable", ignore_index=True)

    @property
    def bills(self) -> "pd.DataFrame":
        """Bills sponsored, in what role, and what became of them."""
        member = self._of("sponsorships", "legislator_id", self._seats())
        outside = self._of("sponsorships", "entity_id")
        sponsored = _concat([member, outside])
        return _joined(sponsored, "bills", "bill_id", ["short_title", "status"], "joined_date")

    @property
    def measures(self) -> "pd.DataFrame":
        """Measures that name it, with the state and the day."""
        columns = ["imposing_jurisdiction_code", "measure_type", "title", "announced_date"]
        return _joined(
            self._of("retaliation_targets", "entity_id"),
            "retaliatory_measures",
            "measure_id",
            columns,
            "announced_date",
        )

    @property
    def events(self) -> "pd.DataFrame":
        """Events that concern it, and in what role."""
        columns = ["event_date", "event_type", "title", "source_id"]
        return _joined(self._of("event_entities", "entity_id"), "events", "event_id", columns, "event_date")

    @property
    def claims(self) -> "pd.DataFrame":
        """Claims that it makes, with the record beside them."""
        return self._of("claims", "claimed_by_entity_id")

    @property
    def sources(self) -> "pd.DataFrame":
        """Documents that all these rows rest on; ``rows`` says how many."""
        from collections import Counter

        from magnitsky_data.loader import load

        counted: Counter[str] = Counter()
        evidence = [
            self._of("designations", "entity_id"),
            _joined(self.votes[["vote_id"]], "votes", "vote_id", ["source_id"], "vote_id"),
            *(self.names, self.bills, self.measures, self.events, self.claims),
        ]
        for frame in evidence:
            for column in (c for c in frame.columns if c == "source_id" or c.endswith("_source_id")):
                counted.update(frame[column].dropna())
        sources = load("sources")
        found = sources[sources["source_id"].isin(list(counted))].copy()
        found.insert(1, "rows", found["source_id"].map(counted))
        return found.sort_values(["rows", "source_id"], ascending=[False, True], ignore_index=True)

    def _seats(self) -> list[str]:
        return [
            seat
            for seat, entity_id in rows_of("legislators", "legislator_id", "entity_id")
            if entity_id == self.entity_id
        ]

    def _of(self, table: Any, column: str, values: list[str] | None = None) -> "pd.DataFrame":
        from magnitsky_data.loader import load

        own(table, column)
        frame = load(table)
        return frame[frame[column].isin([self.entity_id] if values is None else values)].reset_index(drop=True)

    def __repr__(self) -> str:
        return self.card(min(80, screen.terminal_width()))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left;vertical-align:top'>{escape(label)}</th>"
            f"<td style='text-align:left'>{'<br>'.join(map(escape, lines))}</td></tr>"
            for label, lines in self.facts()
        )
        return (
            f"<table><caption><b>{escape(self.name)}</b> <code>{escape(self.entity_id)}</code></caption>{rows}</table>"
        )

    def card(self, width: int) -> str:
        """Return the card for a terminal."""
        room = width - len(self.entity_id) - len(screen.GAP)
        out = [f"{screen.pad(self.name, room)}{screen.GAP}{self.entity_id}"]
        for label, lines in self.facts():
            for at, line in enumerate(lines):
                out.append(screen.wrap(line, width, " " * 13, f"  {label if not at else '':9}  "))
        return "\n".join(out)

    def facts(self) -> list[tuple[str, list[str]]]:
        """Return what the card says: a label and its lines."""
        facts = {"is": self._who(), "listed": self._listed(), **self._counted()}
        return [(label, lines) for label, lines in facts.items() if lines]

    def _who(self) -> list[str]:
        columns = ("entity_id", "birth_date", "death_date", "country_code", "native_name", "description")
        row = Keyed("entities", ((row[0], row[1:]) for row in rows_of("entities", *columns)))[self.entity_id]
        born, died, country, native, description = row
        parts = [self.entity_type, f"born {born}" if born else "", f"died {died}" if died else "", country or ""]
        former = [f"asked for as {self._asked}, an id that was withdrawn"] if self._asked else []
        described = [text for text in (native, description) if text]
        return [", ".join(filter(None, parts)), *described, *former]

    def _listed(self) -> list[str]:
        programs = rows_of("programs", "program_id", "jurisdiction_code", "name")
        names = Keyed("programs", ((p, f"{code}: {name}") for p, code, name in programs))
        columns = ("entity_id", "program_id", "listed_date", "listed_by_date", "delisted_date", "delisted_by_date")
        spells = [
            (str(start or start_by or "?"), end or end_by or "now", names[program])
            for entity_id, program, start, start_by, end, end_by in rows_of("designations", *columns)
            if entity_id == self.entity_id
        ]
        lines = [f"{start} to {end}  {name}" for start, end, name in sorted(spells, key=lambda spell: spell[0])]
        return [*lines, known_in_part()] if lines else []

    def _counted(self) -> dict[str, list[str]]:
        mine, life, seats = self.entity_id, self._life, set(self._seats())
        names = [n for e, n in rows_of("entity_names", "entity_id", "name") if e == mine and n != self.name]
        columns = ("measure_id", "announced_date", "title", "imposing_jurisdiction_code")
        measures = Keyed(
            "retaliatory_measures", ((row[0], row[1:]) for row in rows_of("retaliatory_measures", *columns))
        )
        # Since when somebody stands on a standing list is not told: its day is that of the page.
        barred = [
            ("?" if placement == "standing_list" else measures[m][0], *measures[m][1:])
            for e, m, placement in rows_of("retaliation_targets", "entity_id", "measure_id", "placement")
            if e == mine
        ]
        roles = Counter(
            role
            for member, whom, role in rows_of("sponsorships", "legislator_id", "entity_id", "role")
            if whom == mine or member in seats
        )
        put_forward = ", ".join(f"{count} as {role}" for role, count in roles.most_common())
        events = Keyed("events", ((e, (d, t)) for e, d, t in rows_of("events", "event_id", "event_date", "title")))
        dated = {events[e] for e, who in rows_of("event_entities", "event_id", "entity_id") if who == mine}
        claims = [s for who, s in rows_of("claims", "claimed_by_entity_id", "statement") if who == mine]
        return {
            "names": _few(names, ".names"),
            "bills": [f"{put_forward}: .bills"] if put_forward else [],
            "votes": [f"{life.votes} cast: .votes"] if life.votes else [],
            "barred": _few([f"{day or '?'}  by {state}: {title}" for day, title, state in sorted(barred)], ".measures"),
            "events": _few([f"{day}  {title}" for day, title in sorted(dated)], ".events"),
            "claims": _few(claims, ".claims"),
        }


def _few(lines: list[str], where: str) -> list[str]:
    more = len(lines) - SHOWN
    return lines if more <= 0 else [*lines[:SHOWN], f"and {more} more: {where}"]


def _joined(frame: "pd.DataFrame", table: Any, key: str, columns: list[str], by: str) -> "pd.DataFrame":
    from magnitsky_data.loader import load

    wanted = [key, *(c for c in columns if c not in frame.columns)]
    own(table, *wanted)
    return frame.merge(load(table, wanted), on=key, how="left").sort_values(by, kind="stable", ignore_index=True)


def _concat(frames: "list[pd.DataFrame]") -> "pd.DataFrame":
    import pandas as pd

    return pd.concat(frames, ignore_index=True)
