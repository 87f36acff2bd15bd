"""Scalars, numbered values, names and countries as lists write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Name
from magnitsky_data.importers.text import distinct, is_latin, numbered, scalar, unique


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (6830.0, "6830"),
        (6830, "6830"),
        (0.5, "0.5"),
        (date(2022, 3, 30), "2022-03-30"),
        (datetime(2022, 3, 30), "2022-03-30"),
        (datetime(2022, 3, 30, 6, 46), "2022-03-30T06:46:00"),
        (" So\u200be\xa0 x ", "Soe x"),
    ],
)
def test_a_scalar_as_text(value: object, text: str) -> None:
    assert scalar(value, "x") == text


@pytest.mark.parametrize("value", [[], {}, b"bytes", ("a",)])
def test_what_is_no_scalar_is_refused(value: object) -> None:
    with pytest.raises(ImportRefused, match=f"here: a {type(value).__name__} .*; expected a text"):
        scalar(value, "here")


def test_numbered_values() -> None:
    assert numbered("(1) Sudan (2) South Sudan (3) United Arab Emirates") == [
        "Sudan",
        "South Sudan",
        "United Arab Emirates",
    ]
    assert numbered("(+855) 0319377770") == ["(+855) 0319377770"]
    assert numbered("Cannery (2) and mill (1)") == ["Cannery (2) and mill (1)"]
    assert numbered("(1) a (3) b") == ["(1) a (3) b"]
    assert numbered(" ") == []


@given(st.lists(st.text("abc .,;é", min_size=1).map(clean).filter(bool), min_size=1, max_size=12))
def test_numbered_values_read_back(values: list[str]) -> None:
    assert numbered(" ".join(f"({n}) {value}" for n, value in enumerate(values, 1))) == values


def test_unique_keeps_the_first_and_drops_nothing_said() -> None:
    assert unique(["b", "", "a", "b"]) == ("b", "a")


def test_one_spelling_in_two_languages_is_of_none() -> None:
    latin, other = Name("SAMOFAL", "alias", language_code="en"), Name("SAMOFAL", "alias", language_code="fr")
    assert distinct([latin, latin, Name("", "alias")]) == (latin,)
    assert distinct([latin, other]) == (Name("SAMOFAL", "alias"),)
    assert distinct([latin, other], [Name("SAMOFAL", "primary")]) == ()


def test_latin_letters() -> None:
    assert is_latin("Slobodan TEŠIĆ, Jr.")
    assert not any(map(is_latin, ("王明山", "Дзмiтрый", "123")))
