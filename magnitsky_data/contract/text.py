"""Text of a cell in its one form, and the script that it is written in."""

import re
import unicodedata

# Zero-width spaces, marks of direction and byte order marks inside names; joiners stay, Persian needs them.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))
_SPACES = re.compile(r"\s+")

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


def folded(name: str) -> str:
    """Return a name without case and accents, for comparison."""
    if name.isascii():
        return name.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def script_of(name: str) -> str:
    """Return the ISO 15924 code of the one script of a name, empty for a mixture or a script that is not in ``SCRIPTS``."""
    found = {
        SCRIPTS.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "") for letter in name if letter.isalpha()
    }
    return found.pop() if len(found) == 1 else ""
