"""Names as users write them lead to the person or body, and names that are not here lead to nobody."""

import re
import time

import pandas as pd
import pytest

import magnitsky_data as md
from magnitsky_data.errors import ArgumentRefused
from magnitsky_data.spelling import key, skeleton

# Spellings by script, each group with slips, other orders and other ways to write a sound; the names behind them are
# those of the lists of the EU, the United Kingdom, OFAC, and of the records of parliaments. The ids are their numbers.
LATIN = {
    "us-ofac-23343": "Ramzan Kadyrov; Kadyrov; KADYROV, Ramzan Akhmadovitch; kadirov ramzan; Ramsan Kadyrow; Ramzan Kadyorv",
    "us-ofac-21186": "Alexander Bastrykin; Aleksandr Bastrikin; BASTRYKIN Alexandr Ivanovich",
    "us-ofac-15886": "Artem Kuznetsov",
    "us-ofac-15880": "Pavel Karpov",
    "us-ofac-15895": "Olga Stepanova",
    "us-ofac-16399": "Dmitry Klyuev; Dmitri Kliuev",
    "us-ofac-31493": "Chen Mingguo; Mingguo Chen",
    "us-ofac-26093": "Saud al-Qahtani; Saud Alqahtani",
    "us-bioguide-M000303": "John McCain; McCain; McCain, John S.",
    "us-bioguide-C000141": "Ben Cardin; Benjamin Cardin; Cardin, Benjamn",
    "md-p-02001": "Sergei Magnitsky; Sergey Magnitskiy",
    "md-p-02010": "Vladimir Putin",
}
CYRILLIC = {
    "us-ofac-23343": "Кадыров; Рамзан Кадыров; Кадыров Рамзан Ахматович; Кадиров Рамзан",
    # The fourth with a Latin a, as the EU has it.
    "us-ofac-21186": "Бастрыкин; Александр Бастрыкин; Бастрикин Александр; Бaстрыкин",
    "us-ofac-15886": "Артём Кузнецов; Кузнецов Артем",
    "us-ofac-15880": "Павел Карпов; Павел Корпов",
    "us-ofac-15895": "Ольга Степанова; Степанова Ольга",
    "us-ofac-16399": "Клюев Дмитрий; Клюйев Дмитрий",
    "us-ofac-15891": "Подопригоров Сергей",
    "us-ofac-21184": "Андрей Луговой",
    "us-ofac-32060": "Илко Желязков",
    "gb-fcdo-GHR0050": "Лукашенко Александр",
    "gb-fcdo-GHR0118": "Сергей Коржов",
    "md-p-02001": "Магнитский Сергей",
    "md-p-02010": "Владимир Путин",
}
ARABIC = {
    "eu-fsf-EU.10532.81": "حبیب الله اغا; اغا حبیب الله",
    "eu-fsf-EU.10534.79": "عبدالحكيم شريري",  # with Arabic letters for the Persian ones of the list
    "eu-fsf-EU.12053.46": "علي محمود عباس; عباس علي محمود",
    "eu-fsf-EU.13294.24": "سهيل الحسن",
    "eu-fsf-EU.13292.26": "مقداد فتيحه",
    "eu-fsf-EU.13296.22": "خوري عماد",
    "eu-fsf-EU.13412.1": "ناجي شريفي زيندشتي",
    "eu-fsf-EU.13414.96": "علی اسفنجاني",
    "eu-fsf-EU.13195.14": "فرقة السلطان مراد",
    "gb-fcdo-GAC0043": "رياض سلامة",
    "gb-fcdo-GAC0044": "سلامة رجا; رجا سلامه",
    "gb-fcdo-GAC0046": "ماريان حويك",
    "us-ofac-26091": "سيف القحطاني",  # OFAC writes the name in Latin letters alone
}
CHINESE = {
    # As listed; in traditional characters; another character of the same sound; the given name first.
    "us-ofac-31493": "陈明国; 陳明國; 陈名国; 明国 陈",
    "us-ofac-31492": "王君正; 王军正",
    "us-ofac-29219": "朱海仑; 朱海伦",
    "us-ofac-29162": "王明山",
    "us-ofac-30615": "尹國駒; 尹国驹",
    "gb-fcdo-GHR0079": "新疆生产建设兵团公安局; 新疆生產建設兵團公安局",
    "gb-fcdo-GHR0099": "赵伟; 趙偉",
    "gb-fcdo-GHR0109": "董勒成",
    "gb-fcdo-GHR0170": "雷波",
    "gb-fcdo-GHR0179": "陳志",
    "gb-fcdo-GHR0187": "李添",
}
SPELLINGS = [
    (spelling, entity_id)
    for group in (LATIN, CYRILLIC, ARABIC, CHINESE)
    for entity_id, spellings in group.items()
    for spelling in spellings.split("; ")
]
# Of half of them a word is the name of somebody who is here.
STRANGERS = [
    "Angela Merkel", "Taylor Swift", "Юрий Гагарин", "Анна Каренина", "Albert Einstein", "Wolfgang Amadeus Mozart",
    "Haruki Murakami", "李白", "محمود درويش", "Zzqq Foo", "Alexander Pushkin", "Dmitry Mendeleev", "Мария Шарапова",
    "Лев Толстой", "王菲", "成龙", "نجيب محفوظ", "Sergei Prokofiev", "Vladimir Nabokov", "John Lennon",
]  # fmt: skip


@pytest.mark.parametrize(("spelling", "entity_id"), SPELLINGS)
def test_a_spelling_gives_the_right_first_row(spelling: str, entity_id: str) -> None:
    found = md.find(spelling)
    assert found["entity_id"].iloc[0] == entity_id, found[["score", "entity_id", "matched_name"]].head(4).to_string()
    assert found["score"].iloc[0] >= 75
    assert found["score"].le(100).all()


@pytest.mark.parametrize("group", [LATIN, CYRILLIC, ARABIC, CHINESE])
def test_ten_names_of_every_script_are_among_them(group: dict[str, str]) -> None:
    assert len(group) >= 10


@pytest.mark.parametrize("name", STRANGERS)
def test_a_name_that_is_not_here_gives_nobody(name: str) -> None:
    found = md.find(name)
    assert found.empty, found[["score", "name", "matched_name"]].to_string()
    assert "score" in found.columns
    page = repr(found)
    assert f"No one named {name!r} is in the dataset." in " ".join(page.split())
    assert "This dataset covers" in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("365 to 43", "A vote with that tally (see votes, roll_calls): us-112-2012-h-608."),
        ("H.R. 6156", "A bill of that number or name (see bill_outcomes): us-112-hr-6156"),
        ("s1039", "A bill of that number or name (see bill_outcomes): us-112-s-1039."),
        ("Magnitsky Act of 2012", "A bill of that number or name (see bill_outcomes): us-112-hr-6156"),
        ("Global Magnitsky Act", "A law of that name (see laws): us-pl-114-328-xii-f"),
        ("43 to 365", ""),
    ],
)
def test_who_asks_for_a_vote_bill_or_law_is_led_to_it(text: str, said: str) -> None:
    """The House passed H.R. 6156 with 365 yeas to 43 nays on 2012-11-16, roll call 608."""
    found = md.find(text)
    assert found.empty
    page = " ".join(repr(found).split()).replace("- ", "-")
    assert said in page
    assert ("(see " in page) == bool(said)


def test_days_are_those_of_pandas() -> None:
    for text in ("Klyuev", "Zzyzx Qwrt"):
        assert set(md.find(text)[["since", "until"]].dtypes) == {md.load("listings")["listed_date"].dtype}


def test_a_row_says_who_it_is() -> None:
    """Listed 2017-12-20 by the United States, on the lists of Lithuania and Latvia too; McCain barred by Russia."""
    kadyrov = md.find("Рамзан Кадыров").iloc[0]
    assert kadyrov["entity_type"] == "person"
    assert "US: Global Magnitsky" in kadyrov["lists"].split("; ")
    assert f"{kadyrov['since']:%Y-%m-%d}" == "2017-12-20"
    assert pd.isna(kadyrov["until"])
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
    for limit in (0, "3"):
        with pytest.raises(ArgumentRefused, match=f"limit is {limit!r}; expected a whole number"):
            md.find("Aleksandr", limit=limit)  # type: ignore[arg-type]
    page = repr(md.find("Aleksandr"))
    assert max(map(len, page.splitlines())) <= 80
    assert re.match(r" *\d+  \w", page)


def test_a_page_is_that_of_the_rows_that_are_there() -> None:
    """What is done to a frame in place shows; a notebook too says why there is nothing."""
    found = md.find("Ramzan Kadyrov")
    found.index = found.index[::-1]
    assert repr(found).split()[0] == "score"
    nobody = md.find("Наполеон Бонапарт")._repr_html_()
    assert nobody.startswith("<pre>")
    assert "is in the dataset" in nobody


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
