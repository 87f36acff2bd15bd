"""Text of a cell in its one form, and its script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magnitsky_data.contract.text import clean, script_of


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
