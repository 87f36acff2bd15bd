"""Find a person or body by a name in any script, order and usual spelling, with small slips.

rapidfuzz and anyascii come in with the first search; the names are folded once for a release.
"""

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from magnitsky_data import screen
from magnitsky_data.errors import ArgumentRefused, one_frame
from magnitsky_data.lives import SUMMARY, Life, known_in_part, lives, rows_of
from magnitsky_data.release import contract, own, read, release_state
from magnitsky_data.spelling import consonants, is_abjad, is_han, key, skeleton

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NEAR = 3  # of what is named beside the hits
CUT = 75  # of 100; below it a name is only near
SHORT_FORM = 0.85  # likeness of a name that begins with the word asked: Ben, Alex
SLIP = 1.3  # share of a word that one wrong letter costs, so that two wrong words are not a hit
WEAK = 0.02  # taken off for each word of a name that was not asked for, so that the plainest match comes first
COVERS = (
    "This dataset covers whom Magnitsky-type sanctions name, who sponsors and votes on the laws, "
    "whom states bar in answer, and those of the case; other sanctions are not in it."
)


class Found(NamedTuple):
    """A person or body, how well the name fits, and by which of its names."""

    score: int
    matched_name: str
    life: Life


@one_frame
def find(text: str, *, limit: int = 10) -> "pd.DataFrame":
    """Return the persons and bodies of a name, best first: any script, order, accents, small slips.

    Columns: score (to 100), entity_id, name, matched_name (of all its names the one that fits),
    entity_type, lists (state and programme of each listing), since and until (first day on a list; last,
    where it is on none any more), bills and votes (number sponsored, voted on), barred_by (codes of
    the states that bar it in answer). Those on a list come before relatives and unnamed. Without a
    hit the frame is empty and its repr says what the dataset covers and who is nearest
    (``attrs["nearest"]``), and of a tally, the number of a bill or words of a title it names the vote, bill or law.
    ``ArgumentRefused`` for a text without letters.

    >>> import magnitsky_data as md
    >>> md.find("Кадыров")["name"].iloc[0]
    'Ramzan Akhmatovich Kadyrov'
    """
    import pandas as pd

    from magnitsky_data.frames import printed
    from magnitsky_data.loader import date_unit

    if not isinstance(limit, int) or limit < 1:
        raise ArgumentRefused(f"limit is {limit!r}; expected a whole number, 1 or more")
    hits, near = search(text, limit)
    columns: dict[str, Any] = {
        "score": [hit.score for hit in hits],
        "entity_id": [hit.life.entity_id for hit in hits],
        "name": [hit.life.name for hit in hits],
        "matched_name": [hit.matched_name for hit in hits],
        **{name: [getattr(hit.life, name) for hit in hits] for name in SUMMARY},
        "lists": [hit.life.lists or "" for hit in hits],
        "since": pd.DatetimeIndex([hit.life.since for hit in hits]).as_unit(date_unit()),
        "until": pd.DatetimeIndex([hit.life.until for hit in hits]).as_unit(date_unit()),
        "barred_by": [hit.life.barred_by or "" for hit in hits],
    }
    return printed(
        columns, partial(page, text, hits, near), version=contract().version, nearest=[hit.life.name for hit in near]
    )


def search(text: str, limit: int) -> tuple[list[Found], list[Found]]:
    """Return the hits, best first, and where there are none the nearest."""
    words = skeleton(key(text)).split() if isinstance(text, str) else []
    words = [word for word in words if len(word) > 1] or words  # an initial tells next to nothing
    if not words:
        raise ArgumentRefused(f"find has {text!r}; expected a name, as 'Кадыров' or 'Sergei Magnitsky'")
    index = _index(*release_state())
    scores = index.scores(words, is_abjad(text))
    best: dict[str, int] = {}
    order = sorted((scores > 0.3).nonzero()[0], key=lambda at: -scores[at])
    for at in order:
        best.setdefault(index.entity_ids[at], int(at))
        if len(best) >= 10 * limit:
            break
    known = lives()
    found = [Found(_percent(scores[at]), index.names[at], known[entity]) for entity, at in best.items()]
    # Scores that differ by less than a slip are alike: then those on a list come first.
    found.sort(key=_rank)
    hits = [f for f in found if f.score >= CUT][:limit]
    return hits, [] if hits else [f for f in found if not f.life.is_unnamed][:NEAR]


def _rank(found: Found) -> tuple[Any, ...]:
    life = found.life
    person = life.entity_type == "person"
    return (
        life.is_unnamed,
        -(found.score // 4),
        not life.spells,
        not person,
        -life.spells,
        -found.score,
        life.name,
    )


def _percent(score: float) -> int:
    return round(100 * min(1.0, max(0.0, float(score))))


@dataclass
class Index:
    """The words of all names: ``words`` in their skeletons, ``places`` their numbers by name, -1 for none."""

    entity_ids: list[str]
    names: list[str]
    words: list[str]
    places: "np.ndarray[Any, Any]"
    lengths: "np.ndarray[Any, Any]"
    weights: "np.ndarray[Any, Any]"
    heaviest: float
    bare: list[str] | None = None

    def scores(self, asked: list[str], without_vowels: bool) -> "np.ndarray[Any, Any]":
        """Return how well each name fits: the share of the asked words found in it, rare words counting more."""
        import numpy as np

        total = np.zeros(len(self.names))
        whole = 0.0
        for word in asked:
            likeness = self._likeness(word, without_vowels)
            near = likeness.argmax()
            weight = self.weights[near] if likeness[near] > 0 else self.heaviest
            whole += weight
            total += weight * likeness[self.places].max(axis=1)
        extra = np.maximum(self.lengths - len(asked), 0)
        fitting: np.ndarray[Any, Any] = total / whole - WEAK * np.minimum(extra, 5) * (total > 0)
        return fitting

    def _likeness(self, word: str, without_vowels: bool) -> "np.ndarray[Any, Any]":
        """Return by word of the index how like it is: 0 with more slips than a word of its length may have."""
        import numpy as np
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cdist

        known = self.words
        if without_vowels:
            self.bare = known = self.bare or [consonants(w) for w in self.words]
            word = consonants(word)
        allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        slips = cdist([word], known, scorer=OSA.distance, score_cutoff=allowed, dtype=np.int32)[0]
        likeness = np.where(slips <= allowed, 1 - SLIP * slips / max(len(word), 1), 0.0)
        if len(word) > 2 and not without_vowels:
            longer = [at for at, known_word in enumerate(known) if known_word.startswith(word)]
            likeness[longer] = np.maximum(likeness[longer], SHORT_FORM)
        return np.append(likeness, 0.0)  # at place -1: no word


@lru_cache(maxsize=2)
def _index(_release: str, _changed: int) -> Index:
    import numpy as np

    columns = ("entity_id", "name", "search_key")
    entity_ids, names, keys = (c.to_pylist() for c in read(own("entity_names", *columns), list(columns)).columns)
    for at in [at for at, name in enumerate(names) if not name.isascii() and is_han(name)]:
        keys[at] = key(names[at])
    if not names:  # one without letters, which nobody asks for
        entity_ids, names, keys = [""], [""], [""]
    # In one list with a mark between names: a list for each name would keep the collector of garbage busy.
    words = " \n ".join(keys).split(" ")
    spelled = [word for word in dict.fromkeys(words) if word != "\n"]
    folded = skeleton("\n".join(spelled)).split("\n")  # each word once
    known = {word: at for at, word in enumerate(dict.fromkeys(folded))}
    numbers = {"\n": -1, **{word: known[skeleton_of] for word, skeleton_of in zip(spelled, folded, strict=True)}}
    line = np.fromiter(map(numbers.__getitem__, words), dtype=np.int32, count=len(words))
    lengths = np.diff(np.flatnonzero(line < 0), prepend=-1, append=len(line)) - 1
    places = np.full((len(names), lengths.max(initial=1)), -1, dtype=np.int32)
    places[np.arange(places.shape[1]) < lengths[:, None]] = line[line >= 0]
    weights = np.log(1 + len(names) / np.bincount(line[line >= 0], minlength=len(known)))
    return Index(
        entity_ids, names, list(known), places, lengths, np.append(weights, 0.0), float(np.log(1 + len(names)))
    )


def _no_name(text: str) -> list[str]:
    """Return what else a text asks for: a vote by its tally ("365 to 43"), a bill or law by its number or words of its title."""
    tally, asked = list(map(int, re.findall(r"\d+", text))), key(text).split()
    number = "".join(asked)
    of_number = [
        bill for bill, said in rows_of("bills", "bill_id", "number") if said and "".join(key(said).split()) == number
    ]

    def titled(table: str, column: str) -> list[str]:
        """Return the ids of titles that have all words of the text, the shortest title first."""
        rows = [
            (len(title), row_id)
            for row_id, title in rows_of(table, column, "title")
            if {*asked} <= {*key(title).split()}
        ]
        return [row_id for _, row_id in sorted(rows)] if len(asked) > 1 else []

    told = {
        "A vote with that tally (see votes, roll_calls)": [
            vote for vote, *totals in rows_of("votes", "vote_id", "yeas", "nays") if totals == tally
        ],
        "A bill of that number or name (see bill_outcomes)": of_number + titled("bill_titles", "bill_id"),
        "A law of that name (see laws)": titled("laws", "law_id"),
    }
    return [f"{what}: {_few(list(dict.fromkeys(ids)))}." for what, ids in told.items() if ids]


def _few(ids: list[str]) -> str:
    return ", ".join(ids[:NEAR]) + (f" and {len(ids) - NEAR} more" if len(ids) > NEAR else "")


def page(text: str, hits: list[Found], near: list[Found], width: int) -> str:
    """Return what was found, for a terminal."""
    if not hits:
        nearest = "; ".join(f"{f.life.name} ({f.life.entity_id})" for f in near)
        said = [f"No one named {text!r} is in the dataset.", *_no_name(text)]
        return screen.wrap(" ".join([*said, *([f"Nearest: {nearest}."] if nearest else []), COVERS]), width)
    ids = max(len(hit.life.entity_id) for hit in hits)
    blocks = []
    for hit in hits:
        room = width - ids - 5 - len(screen.GAP)
        blocks.append(f"{hit.score:3}  {screen.pad(hit.life.name, room)}{screen.GAP}{hit.life.entity_id}")
        if hit.matched_name != hit.life.name:
            blocks.append(screen.wrap(hit.matched_name, width, " " * 7, " " * 5 + "= "))
        blocks.append(screen.wrap(hit.life.sentence(), width, " " * 5))
    if any(not (hit.life.bills or hit.life.votes) for hit in hits) and (lacking := known_in_part()):
        blocks.append(screen.wrap(lacking, width))
    return "\n".join(blocks)
