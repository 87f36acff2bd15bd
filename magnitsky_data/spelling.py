"""Names made comparable: any script, accents, case and order to the same few letters.

A name becomes Latin letters (``search_key``), then a skeleton in which the usual ways to write the same
sound are one: Yury, Yuriy, Юрий; Aleksandr, Alexandr; Khodorkovsky, Hodorkovskii.
"""

import re

from magnitsky_data.contract.text import search_key

_HAN = re.compile(r"[\u3400-\u9fff]+")
_ABJAD = re.compile(r"[\u0590-\u08ff]")
SOUNDS = (
    ("shch", "sh"), ("tch", "ch"), ("tsch", "ch"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("th", "t"), ("x", "ks"),
    ("q", "k"), ("w", "v"), ("ou", "u"), ("j", "y"), ("yy", "y"), ("iy", "y"), ("yi", "y"), ("ye", "e"), ("ie", "e"),
    ("y", "i"), ("ii", "i"), ("aa", "a"), ("bb", "b"), ("cc", "k"), ("dd", "d"), ("ee", "e"), ("ff", "f"), ("gg", "g"),
    ("kk", "k"), ("ll", "l"), ("mm", "m"), ("nn", "n"), ("oo", "o"), ("pp", "p"), ("rr", "r"), ("ss", "s"), ("tt", "t"),
    ("uu", "u"), ("vv", "v"), ("zz", "z"),
)  # fmt: skip


def is_abjad(text: str) -> bool:
    """Tell whether a text is in a script that leaves short vowels out, as Arabic and Hebrew."""
    return bool(_ABJAD.search(text))


def is_han(text: str) -> bool:
    """Tell whether a text has Chinese characters."""
    return bool(_HAN.search(text))


def key(name: str) -> str:
    """Return the search key of a name; of a Chinese one family and given name are a word each, in any order with a blank."""
    runs = _HAN.findall(name)
    parts = [runs[0][:1], runs[0][1:]] if len(runs) == 1 else runs
    words = (search_key(part).replace(" ", "") for part in parts)
    return " ".join([*filter(None, words), search_key(_HAN.sub(" ", name))]).strip() if runs else search_key(name)


def skeleton(text: str) -> str:
    """Return a search key, or many at once, with the ways to write a sound made one."""
    for sound, letter in SOUNDS:
        text = text.replace(sound, letter)
    return text


def consonants(word: str) -> str:
    """Return a skeleton without the Arabic article and all that can be a vowel, as scripts that leave these out have it."""
    bare = re.sub(r"[aeiouv]", "", word.removeprefix("al") if len(word) > 4 else word)
    return re.sub(r"(.)\1+", r"\1", bare)
