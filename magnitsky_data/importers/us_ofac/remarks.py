"""The mini-language of the column Remarks in SDN.CSV.

``DOB 05 Oct 1976; POB Tsenteroi, Republic of Chechnya, Russia; nationality Russia; Gender Male.``

Items are separated by a semicolon and a blank and end with a full stop, which an abbreviation at the
end (``CO., LTD.``) does without. An item is a label and a value, ``alt. `` before the label marks a
second value. An item without a label repeats the column Title, or is one of the fixed ``PHRASES``.
Each item is read, or ``Unknown`` is raised. The same labels serve the XML editions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from magnitsky_data.importers.lists import Name, Particular
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.us_ofac.dates import bounds
from magnitsky_data.importers.us_ofac.labels import ALIASES, FEATURES, LABELS, PHRASES, UNSPLIT, Label
from magnitsky_data.importers.us_ofac.record import Unknown

# Ends of a name, and of any value, before a full stop that is part of them.
ABBREVIATION = re.compile(r"[ ,](?:BHD|CO|CORP|EN C|GMBH|INC|JR|LDA|LTD|LTDA|NO|PTE|PTY|PVT|SR|ST)$")
DOTTED = re.compile(r"(?:^|[ (])(?:(?:[A-Z]{1,3}\. ?)+[A-Z]{1,3}|(?:[a-z]\.)+[a-z])$")
NUMBER = re.compile(r"(?P<number>.*?)(?: issued (?P<issued>[^()]+?))?(?: expires (?P<expires>[^()]+))?", re.S)
TEACH = "teach magnitsky_data/importers/us_ofac/labels.py what it means"
CURRENCY = "Digital Currency Address -"
FIRST_WORDS: dict[str, list[str]] = {}
for _label in sorted((*LABELS, *ALIASES), key=len, reverse=True):
    FIRST_WORDS.setdefault(_label.split(" ")[0], []).append(_label)


@dataclass(frozen=True)
class Remarks:
    """What Remarks say: particulars in their order, and the weak names."""

    particulars: tuple[Particular, ...] = ()
    names: tuple[Name, ...] = ()


def parse_remarks(
    text: str, read: Reader, title: str = "", *, stop: bool = True, names: frozenset[str] = frozenset()
) -> Remarks:
    """Read a cell of Remarks; ``stop`` tells whether it ends with a full stop, as CSV does and XML does not.

    ``names`` are the names in the same state of the list: they decide whether the last stop is part of a name.
    """
    titles = {title, *title.split("; "), title.removesuffix(".")} - {""}
    found = dict.fromkeys(
        parse_item(item, read) for item in (items(text, stop=stop, names=names) if text else ()) if item not in titles
    )
    return Remarks(tuple(p for p in found if isinstance(p, Particular)), tuple(n for n in found if isinstance(n, Name)))


def items(text: str, *, stop: bool = True, names: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the items of a cell, the final full stop taken off where it closes the sentence."""
    pending = ""
    pieces = " ".join(text.split()).split("; ")
    for number, piece in enumerate(pieces, start=1):
        item = f"{pending}; {piece}" if pending else piece
        if number == len(pieces):
            yield without_stop(item, names) if stop else item
        elif item in UNSPLIT or _opens_quote(item):
            pending = item
        else:
            pending = ""
            yield item


def _opens_quote(item: str) -> bool:
    return bool(re.match(r"(?:alt\. )?[afn]\.k\.a\. '", item)) and not item.endswith("'")


def without_stop(item: str, names: frozenset[str]) -> str:
    """Take the full stop of the remarks off the last item, unless it belongs to the value: ``CO., LTD.``."""
    if not item.endswith("."):
        raise Unknown(f"{item!r} ends the remarks without a full stop; cut short, or continued in SDN_COMMENTS.CSV")
    label, value = split_label(item)
    if label in LABELS and LABELS[label].kind == "name":
        if value in names or value[:-1] in names:
            return item if value in names else item[:-1]
        if ABBREVIATION.search(item[:-1]):
            return item
    return bare_of(item)


def bare_of(text: str) -> str:
    """Return a text without the full stop at its end, unless it belongs to an abbreviation: ``D.C.``, ``n.e.c.``."""
    return text if DOTTED.search(text[:-1]) else text.removesuffix(".")


def split_label(item: str) -> tuple[str, str]:
    """Return the label of an item, empty where none is known, and its value."""
    text = item.removeprefix("alt. ")
    for label in FIRST_WORDS.get(text.split(" ")[0], ()):
        if text.startswith(f"{label} "):
            return label, text.removeprefix(label).strip()
    return "", item


def parse_item(item: str, read: Reader) -> Particular | Name:
    """Read one item: a particular, or a weak name."""
    text = item.removeprefix("alt. ")
    if text in PHRASES:
        return Particular(PHRASES[text], text)
    label, value = split_label(item)
    if not label:
        raise Unknown(f"{item!r} has no label that is known and is not the title; {TEACH}")
    return labelled(label, value, read)


def labelled(label: str, value: str, read: Reader) -> Particular | Name:
    """Read a value under a label of the CSV editions."""
    if label in ALIASES:
        if len(value) < 3 or (value[0], value[-1]) != ("'", "'"):
            raise Unknown(f"{label} {value!r}: expected a name in single quotes; {TEACH}")
        return Name(value[1:-1], ALIASES[label], is_weak=True)
    rule = LABELS[label]
    shown = f"{label} {value}" if rule.is_shown else value
    if not value:
        raise Unknown(f"{label!r} has no value; {TEACH}")
    return READERS[rule.kind](rule, value, shown, read)


def _date(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    return Particular(rule.particular_type, shown, *read.days(value, bounds), is_circa="circa " in value)


def _country(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    return Particular(rule.particular_type, shown, country_code=read.country(value))


def _place(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    return Particular(rule.particular_type, shown, country_code=_country_at_end(value, read))


def _country_at_end(place: str, read: Reader) -> str:
    """Return the code of the country in which a place ends: ``Tsenteroi, Republic of Chechnya, Russia``."""
    parts = place.split(", ")
    return next(filter(None, (read.country_in(", ".join(parts[at:])) for at in range(len(parts)))), "")


def _number(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    """``A033726 (Guyana) issued 1999 expires 15 Apr 2019``; the last bracket is the country."""
    match = NUMBER.fullmatch(value)
    assert match, value  # noqa: S101 - the pattern takes any text
    number = match["number"]
    for day in filter(None, (match["issued"], match["expires"])):
        read.days(day, bounds)
    bracket = re.search(r" \(([^()]*(?:\([^()]*\))?[^()]*)\)$", number)
    return Particular(rule.particular_type, shown, country_code=read.country_in(bracket[1]) if bracket else "")


def _text(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    return Particular(rule.particular_type, shown)


def _sentence(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    """``See Section 11 of Executive Order 14024.`` has a full stop within Remarks, and one for both at their end."""
    return Particular(rule.particular_type, bare_of(shown))


def _gender(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    if value not in ("Male", "Female"):
        raise Unknown(f"Gender {value!r}; expected Male or Female; {TEACH}")
    return Particular(rule.particular_type, shown)


def _digits(rule: Label, value: str, shown: str, read: Reader) -> Particular:
    if not value.isdigit():
        raise Unknown(f"{rule.particular_type} {value!r}; expected digits; {TEACH}")
    return Particular(rule.particular_type, shown)


READERS = {
    "date": _date,
    "country": _country,
    "place": _place,
    "number": _number,
    "name": _text,
    "text": _text,
    "sentence": _sentence,
    "gender": _gender,
    "digits": _digits,
}


def feature(label: str, value: str, read: Reader) -> Particular:
    """Read a feature or identity document of the XML editions, its value written as in the CSV."""
    name = FEATURES.get(label, label)
    if name.startswith(CURRENCY):  # the currency stands in the label there, in the value here
        name, value = CURRENCY, f"{name.removeprefix(CURRENCY).strip()} {value}"
    if name not in LABELS:
        raise Unknown(f"{label!r} is a kind of feature that was not seen before; {TEACH}")
    if name in ("Vessel Registration Identification", "Identification Number", "Company Number") and value.startswith(
        "IMO "
    ):
        name, value = f"{name} IMO", value.removeprefix("IMO ")
    found = labelled(name, value, read)
    assert isinstance(found, Particular)  # noqa: S101 - LABELS has no names
    return found


def document(number: str, country: str = "", issued: str = "", expires: str = "", place: str = "") -> str:
    """Write an identity document as the CSV does: ``A033726 (Guyana) issued 1999 expires 15 Apr 2019``."""
    brackets = "".join(f" ({text})" for text in (place, country) if text)
    return f"{number}{brackets}{f' issued {issued}' if issued else ''}{f' expires {expires}' if expires else ''}"
