"""Scripts as OFAC names them, and their ISO 15924 codes."""

from magnitsky_data.importers.reading import coded

# Names as in the reference values of CONS_ENHANCED.XML of 2025-01-10; its own codes are not all of ISO 15924.
SCRIPTS = {
    "Arabic": "Arab",
    "Armenian": "Armn",
    "Burmese": "Mymr",
    "Chinese Simplified": "Hans",
    "Chinese Traditional": "Hant",
    "Cyrillic": "Cyrl",
    "Devanagari": "Deva",
    "Georgian": "Geor",
    "Greek": "Grek",
    "Hangul": "Hang",
    "Hebrew": "Hebr",
    "Japanese": "Jpan",
    "Khmer": "Khmr",
    "Korean": "Kore",
    "Latin": "Latn",
    "Thai": "Thai",
}


def script_code(name: str, where: str) -> str:
    """Return the code of a script; an unseen one is refused."""
    return coded(name, SCRIPTS, "script", where)
