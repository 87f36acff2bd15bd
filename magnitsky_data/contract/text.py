"""Text of a cell in its one form, and the script that it is written in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

# Zero-width spaces, marks of direction and byte order marks inside names; joiners stay, Persian needs them.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LONGEST = 10_000  # characters of a cell; the longest at hand has 2,363, and a cell of a spreadsheet takes 32,767
_JOINER = "\x00"  # between cells that are looked at together; no cell holds it
# What no clean cell holds: two blanks, one at the edge of a cell, and what begins as a formula; then control characters,
# other white space and invisible marks.
_STRAY = ("  ", " \x00", "\x00 ", "\x00=")
_STRAY_BEYOND = (
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
    *map(chr, range(0x2000, 0x200B)),
    *map(chr, INVISIBLE),
)

_APOSTROPHES = re.compile(r"['`\"]")
_WORDS = re.compile(r"[a-z0-9]+")
# Letters that look alike; Latin i is the Ukrainian one.
_LATIN, _CYRILLIC = "AaBCcEeHIiKMOoPpTXxyëË", "АаВСсЕеНІіКМОоРрТХхуёЁ"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)

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


def damage(text: str) -> str:
    """Return what shows that a text is damaged, or is one that a spreadsheet would run; empty when nothing does.

    ``+`` and ``@`` begin telephone numbers and names of accounts: columns of names refuse them by their pattern.
    """
    if found := _CONTROL.search(text):
        return f"{text[:60]!r} holds the control character U+{ord(found[0]):04X}; expected letters and signs alone"
    if len(text) > LONGEST:
        return f"{text[:60]!r} and so on has {len(text):,} characters; expected at most {LONGEST:,}"
    return f"{text[:60]!r} begins as a formula; expected text" if text.startswith("=") else ""


def are_clean(cells: Iterable[str]) -> bool:
    """Tell whether all cells are in canonical form and undamaged: faster than to look at each."""
    found = list(cells)
    if max(map(len, found), default=0) > LONGEST:
        return False
    text = "".join(found)
    # No control character, mark or white space but the blank is printable; the joiners of Persian are not either.
    if not text.isprintable() and any(stray in text for stray in _STRAY_BEYOND):
        return False
    apart = _JOINER.join(("", *found, ""))
    if any(stray in apart for stray in _STRAY):
        return False
    return text.isascii() or unicodedata.is_normalized("NFC", apart)


def folded(name: str) -> str:
    """Return a name without case and accents, for comparison."""
    if name.isascii():
        return name.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def script_of(name: str) -> str:
    """Return the ISO 15924 code of the script of most letters of a name; empty where no letter is of one in ``SCRIPTS``."""
    found = Counter(_scripts(name))
    return min(found, key=lambda script: (-found[script], script)) if found else ""


def word_scripts(name: str) -> str:
    """Return the scripts of the words of a name one after the other where they differ; empty for a name in one script."""
    if name.isascii():
        return ""
    found = [script_of(word) for word in repaired(name).split()]
    return " ".join(filter(None, found)) if len(set(filter(None, found))) > 1 else ""


def repaired(name: str) -> str:
    """Return a name with letters that only look like those of their word put right, as a Latin a among Cyrillic ones."""
    if name.isascii():
        return name
    return " ".join(_repaired(word) if len(set(_scripts(word))) > 1 else word for word in name.split(" "))


def _repaired(word: str) -> str:
    table = {"Cyrl": _TO_CYRILLIC, "Latn": _TO_LATIN}.get(script_of(word), {})
    mended = unicodedata.normalize("NFC", word.translate(table))
    return mended if len(set(_scripts(mended))) == 1 else word


@lru_cache(maxsize=32768)
def search_key(name: str) -> str:
    """Return a name folded for search: Latin letters without accents, lower case, words without punctuation."""
    if not name.isascii():
        from anyascii import anyascii  # of the build and of find; readers of tables need it not

        name = anyascii("".join(f" {c} " if _script_of_letter(c) == "Hani" else c for c in repaired(name)))
    return " ".join(_WORDS.findall(_APOSTROPHES.sub("", name).lower()))


def _scripts(text: str) -> list[str]:
    return [script for letter in text if letter.isalpha() and (script := _script_of_letter(letter))]


@lru_cache(maxsize=8192)
def _script_of_letter(letter: str) -> str:
    return SCRIPTS.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "")
