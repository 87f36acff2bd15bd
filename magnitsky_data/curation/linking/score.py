"""Two records side by side: every feature for and against that they are one person or body, and their sum.

Weights are set by hand so that each pair that a reader called the same stands above those that differ in
what counts most: an identical day of birth outweighs a word of the name that is missing, a number on both
outweighs all else, and nothing alone is a wall.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from magnitsky_data.curation.linking.records import Record
from magnitsky_data.errors import CurationToolsMissing

try:
    from rapidfuzz import fuzz
except ImportError:
    raise CurationToolsMissing("comparing names needs rapidfuzz; `pip install 'magnitsky-data[curate]'`") from None

CUT = 32.0  # pairs from here on are proposed


@dataclass(frozen=True)
class Feature:
    """One thing for (above 0) or against (below) a link."""

    points: float
    said: str


@dataclass
class Weights:
    """How much each word of a name tells: one that many records bear tells little."""

    records: Iterable[Record]
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        kept = list(self.records)
        for record in kept:
            self.counts.update({word for name in record.names for word in name.split()})
        self.most = math.log(len(kept) + 1)

    def __getitem__(self, word: str) -> float:
        return 0.1 + 0.9 * max(0.0, 1 - math.log(self.counts[word] or 1) / self.most) if len(word) > 1 else 0.05


def compare(one: Record, other: Record, weights: Weights) -> list[Feature]:
    """Return the features of a pair, those for a link first."""
    found = [_names(one, other, weights), *_dates(one, other), *_facts(one, other)]
    return sorted((f for f in found if f.points), key=lambda f: -f.points)


def total(features: Iterable[Feature]) -> float:
    """Return the score of a pair."""
    return round(sum(f.points for f in features), 1)


def _names(one: Record, other: Record, weights: Weights) -> Feature:
    """Compare the two names that are nearest: the share of their words that agree, each by what it tells."""
    pairs = (
        (max(fuzz.token_set_ratio(a, b), fuzz.ratio(a.replace(" ", ""), b.replace(" ", ""))), fuzz.ratio(a, b), a, b)
        for a in one.names
        for b in other.names
    )
    _, _, a, b = max(pairs)
    near = fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")) / 100
    short, long = sorted((a.split(), b.split()), key=len)
    rest, agreed, whole = list(long), 0.0, 0.0
    for word in short:
        best, likeness = "", 0.0
        for other_word in rest:
            like = fuzz.ratio(word, other_word) / 100
            if 1 in (len(word), len(other_word)) and word[0] == other_word[0]:
                like = max(like, 0.8)  # an initial stands for a word
            best, likeness = max((best, likeness), (other_word, like), key=lambda found: found[1])
        agrees = likeness > 0.74
        weight = max(weights[word], weights[best] if agrees else 0)
        whole += weight
        if agrees:
            agreed += weight * likeness
            rest.remove(best)
    missing = sum(weights[word] for word in rest)
    share = max(agreed / (whole + 0.15 * missing) if whole else 0.0, near if near > 0.9 else 0.0)
    single = 0.7 if min(len(short), len(long)) == 1 and one.kind == "person" and near < 0.95 else 1.0
    return Feature(round(60 * share * single, 1), f"names {a!r} and {b!r} ({share:.0%})")


def _dates(one: Record, other: Record) -> Iterable[Feature]:
    if not one.births or not other.births:
        return
    days, others = one.days, other.days
    said = f"born {_spans(one)} and {_spans(other)}"
    if shared := days & others:
        yield Feature(30, f"born {', '.join(sorted(shared))} on both")
    elif {_exchanged(day) for day in days} & others:
        yield Feature(20, f"{said}: day and month exchanged")
    elif any(a <= d and c <= b for a, b in one.births for c, d in other.births):
        yield Feature(12, f"{said}: may be one day")
    elif any(_near(day, then) for day in days for then in others):
        yield Feature(8, f"{said}: two parts of the date agree")
    else:
        apart = min(abs(int(a[:4]) - int(c[:4])) for a, _ in one.births for c, _ in other.births)
        yield Feature(-6 if apart < 3 else -20, f"{said}: differ")


def _facts(one: Record, other: Record) -> Iterable[Feature]:
    if shared := one.numbers & other.numbers:
        yield Feature(60, f"number {', '.join(sorted(shared))} on both")
    if one.nations and other.nations:
        same = sorted(one.nations & other.nations)
        yield Feature(5, f"nationality {'/'.join(same)} on both") if same else Feature(-8, "nationalities differ")
    elif same := sorted((one.nations | one.countries) & (other.nations | other.countries)):
        yield Feature(4, f"country {'/'.join(same)} on both")
    elif (one.nations | one.countries) and (other.nations | other.countries):
        yield Feature(-8, "countries differ")
    if one.genders and other.genders and not one.genders & other.genders:
        yield Feature(-25, "one is a man, the other a woman")
    if same := sorted(one.places & other.places):
        yield Feature(min(6, 2 * len(same)), f"places: {', '.join(same[:4])}")
    if same := sorted(one.posts & other.posts):
        yield Feature(min(5, len(same)), f"offices: {', '.join(same[:4])}")
    if one.group == other.group:
        yield Feature(-25, "one list names both")


def _exchanged(day: str) -> str:
    return f"{day[:5]}{day[8:]}-{day[5:7]}"


def _near(day: str, then: str) -> bool:
    return sum(a == b for a, b in zip(day.split("-"), then.split("-"), strict=True)) == 2


def _spans(record: Record) -> str:
    return ", ".join(sorted(a if a == b else f"{a}/{b}" for a, b in record.births))
