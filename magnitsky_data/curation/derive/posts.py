"""What a post says in the Russian of the Foreign Ministry's list: a seat in Congress, its state, or a relative."""

import re

# States and territories, in the spellings that occur.
STATES = {
    "AK": "Аляска",
    "AL": "Алабама",
    "AR": "Арканзас",
    "AS": "Американское Самоа",
    "AZ": "Аризона",
    "CA": "Калифорния|Калифорнии",
    "CO": "Колорадо",
    "CT": "Коннектикут",
    "DC": "округ Колумбия",
    "DE": "Делавэр|Делавер",
    "FL": "Флорида",
    "GA": "Джорджия",
    "GU": "Гуам",
    "HI": "Гавайи",
    "IA": "Айова",
    "ID": "Айдахо",
    "IL": "Ил{2,3}инойс",
    "IN": "Индиана",
    "KS": "Канзас",
    "KY": "Кентукки",
    "LA": "Луизианн?а",
    "MA": "Массачусетс",
    "MD": "Мэриленд",
    "ME": "Мэн",
    "MI": "Мичиган",
    "MN": "Миннесота",
    "MO": "Миссури",
    "MP": "Северные Марианские острова",
    "MS": "Миссисипи",
    "MT": "Монтана",
    "NC": "Северная Каролина",
    "ND": "Северная Дакота",
    "NE": "Небраска",
    "NH": "Нью-Г[эе]мпшир",
    "NJ": "Нью-Джерси",
    "NM": "Нью-Ме(?:кс|х)ико",
    "NV": "Невада",
    "NY": "Нью-Йорк",
    "OH": "Огайо",
    "OK": "Оклахома",
    "OR": "Орегон",
    "PA": "Пенсильвания",
    "PR": "Пуэрто-Рико",
    "RI": "Род-Айленд",
    "SC": "Южная Каролина",
    "SD": "Южная Дакота",
    "TN": "Теннесс?и",
    "TX": "Техас",
    "UT": "Юта",
    "VA": "Вир(?:дж|г)иния",
    "VI": "Виргинские острова",
    "VT": "Вермонт",
    "WA": "Вашингтон",
    "WI": "Висконсин",
    "WV": "Западная Вирджиния",
    "WY": "Вайоминг",
}
STATE = re.compile("|".join(f"(?P<{code}>{form})" for code, form in STATES.items()))
CHAMBERS = {
    "us-senate": re.compile(r"сенатор|член Сената", re.I),
    "us-house": re.compile(r"конгрессмен|(член|спикер) Палаты представителей", re.I),
}
SEAT = re.compile(
    r"(?:^|, |экс-)(?:(?:бывш\w+|независимый) )*(?:сенатор|конгрессмен|(?:член|спикер) (?:Сената|Палаты))", re.I
)
RELATIVE = re.compile(r"^(супруг|дочь|сын|брат|сестра|мать|отец)")


def is_seat(post: str) -> bool:
    """Tell whether a post is, or was, a seat in Congress."""
    return SEAT.search(post) is not None


def is_relative(post: str) -> bool:
    """Tell whether a post is being the relative of somebody."""
    return RELATIVE.search(post) is not None


def states_of(post: str) -> set[str]:
    """Return the codes of the states that a post names."""
    return {found.lastgroup for found in STATE.finditer(post) if found.lastgroup}


def chambers_of(post: str) -> set[str]:
    """Return the chambers of Congress that a post names."""
    return {chamber for chamber, form in CHAMBERS.items() if form.search(post)}
