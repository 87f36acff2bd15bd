"""Text that fits a terminal: widths as a terminal counts them, cutting, wrapping, columns."""

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

GAP = "  "  # between two columns


def terminal_width() -> int:
    """Return the width of the terminal, 80 where there is none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for a wide letter, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, room: int) -> str:
    """Return a text on one line in at most so many cells, with ``…`` for what was cut off."""
    text = " ".join(text.split())
    if width(text) <= room:
        return text
    kept, used = "", 0
    for letter in text:
        used += width(letter)
        if used > room - 1:
            break
        kept += letter
    return kept.rstrip() + "…"


def pad(text: str, room: int, right: bool = False) -> str:
    """Return a text cut or filled to so many cells."""
    text = cut(text, room)
    blank = " " * (room - width(text))
    return blank + text if right else text + blank


def wrap(text: str, room: int, indent: str = "", first: str | None = None) -> str:
    """Return a text wrapped at words, each line within the room; words that are longer are broken."""
    return "\n".join(
        textwrap.wrap(text, room, initial_indent=indent if first is None else first, subsequent_indent=indent)
    )


def columns(rows: Iterable[Sequence[str]], widths: Sequence[int], right: Iterable[int] = ()) -> str:
    """Return rows of cells as lines of columns; the numbers in ``right`` tell columns set to the right."""
    to_right = set(right)
    lines = (
        GAP.join(pad(cell, room, at in to_right) for at, (cell, room) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
