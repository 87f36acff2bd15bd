"""Names made comparable: any script, accents, case and order to the same few letters.

A name becomes Latin letters (anyascii), then a skeleton in which the usual ways to write the same
sound are one: Yury, Yuriy, Юрий; Aleksandr, Alexandr; Khodorkovsky, Hodorkovskii.
"""

import re

_HAN = re.compile(r"[\u3400-\u9fff]+")
_ABJAD = re.compile(r"[\u0590-\u08ff]")
_APOSTROPHES = dict.fromkeys(map(ord, "'`´ʹʺ‘’ʼ"))
_BLANK = {ord(c): " " for c in map(chr, range(128)) if not c.isalnum() and c != "\n"}
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


def latin(text: str) -> str:
    """Return a text in ASCII letters; of a Chinese name the family name stands alone and the rest as one word."""
    from anyascii import anyascii

    text = _HAN.sub(lambda name: f" {name[0][0]} {name[0][1:]} ", text)
    # anyascii goes letter by letter, so each letter is asked for once.
    return text.translate({ord(letter): anyascii(letter) for letter in set(text) if not letter.isascii()})


def skeletons(names: list[str]) -> list[list[str]]:
    """Return the words of each name, a text of one line, in their skeletons; all are folded at once, which is fast."""
    foreign = [at for at, name in enumerate(names) if not name.isascii()]
    lines = list(names)
    for at, line in zip(foreign, latin("\n".join(names[at] for at in foreign)).split("\n"), strict=False):
        lines[at] = line
    text = "\n".join(lines).lower().translate(_APOSTROPHES).translate(_BLANK)
    for sound, letter in SOUNDS:
        text = text.replace(sound, letter)
    return [line.split() for line in text.split("\n")]


def consonants(word: str) -> str:
    """Return a skeleton without the Arabic article and all that can be a vowel, as scripts that leave these out have it."""
    bare = re.sub(r"[aeiouv]", "", word.removeprefix("al") if len(word) > 4 else word)
    return re.sub(r"(.)\1+", r"\1", bare)
