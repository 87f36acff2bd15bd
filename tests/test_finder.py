"""Names as users write them lead to the person or body, and names that are not here lead to nobody."""

import re
import time

import pytest

import magnitsky_data as md
from magnitsky_data.errors import ArgumentRefused
from magnitsky_data.spelling import key, skeleton

# Spelling and id; the ids are the numbers of official lists, Bioguide and of the dataset's own counter.
SPELLINGS = [
    ("Ramzan Kadyrov", "us-ofac-23343"),
    ("Kadyrov", "us-ofac-23343"),
    ("KADYROV, Ramzan Akhmadovitch", "us-ofac-23343"),
    ("kadirov ramzan", "us-ofac-23343"),
    ("Ramsan Kadyrow", "us-ofac-23343"),
    ("Ramzan Kadyorv", "us-ofac-23343"),
    ("Кадыров", "us-ofac-23343"),
    ("Рамзан Кадыров", "us-ofac-23343"),
    ("Кадыров Рамзан Ахматович", "us-ofac-23343"),
    ("Alexander Bastrykin", "us-ofac-21186"),
    ("Aleksandr Bastrikin", "us-ofac-21186"),
    ("Бастрыкин", "us-ofac-21186"),
    ("Александр Бастрыкин", "us-ofac-21186"),
    ("Бaстрыкин", "us-ofac-21186"),  # with a Latin a, as the EU has it
    ("BASTRYKIN Alexandr Ivanovich", "us-ofac-21186"),
    ("Artem Kuznetsov", "us-ofac-15886"),
    ("Артём Кузнецов", "us-ofac-15886"),
    ("Кузнецов Артем", "us-ofac-15886"),
    ("Pavel Karpov", "us-ofac-15880"),
    ("Павел Карпов", "us-ofac-15880"),
    ("Olga Stepanova", "us-ofac-15895"),
    ("Ольга Степанова", "us-ofac-15895"),
    ("Dmitry Klyuev", "us-ofac-16399"),
    ("Dmitri Kliuev", "us-ofac-16399"),
    ("Клюев Дмитрий", "us-ofac-16399"),
    ("陈明国", "us-ofac-31493"),
    ("Chen Mingguo", "us-ofac-31493"),
    ("Mingguo Chen", "us-ofac-31493"),
    ("王君正", "us-ofac-31492"),
    ("朱海仑", "us-ofac-29219"),
    ("سيف القحطاني", "us-ofac-26091"),
    ("حبیب الله اغا", "eu-fsf-EU.10532.81"),
    ("Saud al-Qahtani", "us-ofac-26093"),
    ("Saud Alqahtani", "us-ofac-26093"),
    ("John McCain", "us-bioguide-M000303"),
    ("McCain", "us-bioguide-M000303"),
    ("McCain, John S.", "us-bioguide-M000303"),
    ("Ben Cardin", "us-bioguide-C000141"),
    ("Benjamin Cardin", "us-bioguide-C000141"),
    ("Cardin, Benjamn", "us-bioguide-C000141"),
    ("Sergei Magnitsky", "md-p-02001"),
    ("Магнитский Сергей", "md-p-02001"),
    ("Sergey Magnitskiy", "md-p-02001"),
    ("Vladimir Putin", "md-p-02010"),
    ("Владимир Путин", "md-p-02010"),
]
STRANGERS = [
    "Angela Merkel", "Emmanuel Macron", "Taylor Swift", "Jane Austen", "Greta Thunberg", "Юрий Гагарин",
    "Анна Каренина", "Albert Einstein", "Lionel Messi", "Wolfgang Amadeus Mozart", "Marie Curie", "Pablo Picasso",
    "Frida Kahlo", "Nelson Mandela", "Haruki Murakami", "李白", "محمود درويش", "Gabriel Garcia Marquez", "Zzqq Foo",
    "Charlotte Bronte",
]  # fmt: skip


@pytest.mark.parametrize(("spelling", "entity_id"), SPELLINGS)
def test_a_spelling_gives_the_right_first_row(spelling: str, entity_id: str) -> None:
    found = md.find(spelling)
    assert found["entity_id"].iloc[0] == entity_id, found[["score", "entity_id", "matched_name"]].head(4).to_string()
    assert found["score"].iloc[0] >= 75
    assert found["score"].le(100).all()


@pytest.mark.parametrize("name", STRANGERS)
def test_a_name_that_is_not_here_gives_nobody(name: str) -> None:
    found = md.find(name)
    assert found.empty, found[["score", "name", "matched_name"]].to_string()
    assert "score" in found.columns
    page = repr(found)
    assert f"No one named {name!r} is in the dataset." in " ".join(page.split())
    assert "This dataset covers" in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 80


def test_a_row_says_who_it_is() -> None:
    """Listed 2017-12-20 by the United States, on the lists of Lithuania and Latvia too; McCain barred by Russia."""
    kadyrov = md.find("Рамзан Кадыров").iloc[0]
    assert kadyrov["entity_type"] == "person"
    assert "US: Global Magnitsky" in kadyrov["lists"].split("; ")
    assert str(kadyrov["since"]) == "2017-12-20"
    assert kadyrov["until"] is None
    mccain = md.find("John McCain").iloc[0]
    assert (mccain["bills"], mccain["votes"], mccain["barred_by"]) == (6, 5, "RU")
    assert mccain["lists"] == ""


def test_listed_persons_come_before_relatives_and_the_unnamed() -> None:
    ids = md.find("Ramzan Kadyrov")["entity_id"].to_list()
    assert ids[0] == "us-ofac-23343"
    assert "md-p-00010" not in ids[:1]  # his daughter, whom the dataset does not name
    assert ids[-1] == "md-p-00010"


def test_pages_fit_and_limits_hold() -> None:
    assert len(md.find("Aleksandr", limit=3)) == 3
    page = repr(md.find("Aleksandr"))
    assert max(map(len, page.splitlines())) <= 80
    assert re.match(r" *\d+  \w", page)


@pytest.mark.parametrize("text", ["", "  ", "?!", None, 5])
def test_a_text_without_letters_is_refused(text) -> None:
    with pytest.raises(ArgumentRefused, match="expected a name"):
        md.find(text)


def test_ways_to_write_a_sound_are_one() -> None:
    names = ("Yuriy Khodorkovskij", "ХОДОРКОВСКИЙ, Юрий", "Yury Hodorkovskiy")
    assert len({" ".join(sorted(skeleton(key(name)).split())) for name in names}) == 1
    assert key("陈明国") == "chen mingguo"


def test_a_search_is_quick() -> None:
    """Budget 15 ms; ten times that here, since tests share the machine."""
    md.find("Кадыров")
    start = time.perf_counter()
    for _ in range(5):
        md.find("Ramzan Kadirov")
    assert (time.perf_counter() - start) / 5 < 0.15
