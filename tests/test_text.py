"""Text of a cell in its one form, and its script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magnitsky_data.contract.text import LONGEST, are_clean, clean, damage, script_of


def test_whitespace_and_invisible_marks() -> None:
    # The French schedule has a zero-width space in Soe, the OFSI list no-break spaces.
    assert clean("Maung Maung So\u200be") == "Maung Maung Soe"
    assert clean(" رجا\xa0سلامة \n") == "رجا سلامة"
    assert clean("أحمدی\u200cمقدم") == "أحمدی\u200cمقدم"
    assert clean("e\u0301") == "é"


@given(st.text())
def test_clean_is_final(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Виктор Александрович МАРКЕЛОВ", "Cyrl"),
        ('להב"ה', "Hebr"),
        ("შალვა ბედოიძე", "Geor"),
        ("董勒成", "Hani"),
        ("ចេន ហ្ស៊ី", "Khmr"),
        ("Slobodan Tešić", "Latn"),
        ("Дзмiтрый", "Cyrl"),  # a Latin i, as in the list: the script of most letters
        ("", ""),
    ],
)
def test_scripts(name: str, script: str) -> None:
    assert script_of(name) == script


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("KADYROV\x01", "'KADYROV\\x01' holds the control character U+0001; expected letters and signs alone"),
        ("KAD\x1fYROV", "'KAD\\x1fYROV' holds the control character U+001F; expected letters and signs alone"),
        ("KAD\x85YROV", "'KAD\\x85YROV' holds the control character U+0085; expected letters and signs alone"),
        ("=1+1", "'=1+1' begins as a formula; expected text"),
        ("K" * (LONGEST + 1), f"{'K' * 60!r} and so on has 10,001 characters; expected at most 10,000"),
    ],
)
def test_what_damages_a_cell(cell: str, wrong: str) -> None:
    assert damage(cell) == wrong
    assert not are_clean(["before", cell, "after"])
    assert not are_clean([cell, "後"])


@pytest.mark.parametrize(
    "cell", ["", "K" * LONGEST, "+7 (495) 957-01-31", "@unitedstates project", "-", "a = b", "أحمدی\u200cمقدم"]
)
def test_what_does_not(cell: str) -> None:
    """Telephone numbers of the lists, and the name of a project."""
    assert damage(cell) == ""
    assert are_clean([cell, cell])


def test_the_look_at_many_cells_agrees_with_that_at_one_on_every_character() -> None:
    cells = [f"a{chr(code)}b" for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert [cell for cell in cells if are_clean([cell]) != (cell == clean(cell) and not damage(cell))] == []
