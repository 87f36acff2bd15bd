"""Text of a cell in its one form, and the script that it is written in."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Zero-width spaces, marks of direction and byte order marks inside names; joiners stay, Persian needs them.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))
_INVISIBLE = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")
_SPACES = re.compile(r"\s+")
_STRAY = re.compile(r"[^\S ]|  | \x00|\x00 ")  # white space that is no single blank, or at the edge of a cell
_JOINER = "\x00"  # between cells that are looked at together; no cell holds it

# ISO 15924 codes by the first word of a letter's Unicode name.
SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "THAI": "Thai",
}


def clean(text: str) -> str:
    """Return text in canonical form: NFC, no invisible marks, single spaces, none at the edges, no line break."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(INVISIBLE))).strip()


def are_clean(cells: Iterable[str]) -> bool:
    """Tell whether all cells are in canonical form: faster than cleaning each."""
    text = _JOINER.join(("", *cells, ""))
    if text.isascii():
        return not _STRAY.search(text)
    return not _STRAY.search(text) and not _INVISIBLE.search(text) and unicodedata.is_normalized("NFC", text)


def folded(name: str) -> str:
    """Return a name without case and accents, for comparison."""
    if name.isascii():
        return name.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def script_of(name: str) -> str:
    """Return the ISO 15924 code of the one script of a name, empty for a mixture or a script that is not in ``SCRIPTS``."""
    found = {_script_of_letter(letter) for letter in name if letter.isalpha()}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=8192)
def _script_of_letter(letter: str) -> str:
    return SCRIPTS.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "")
