"""The Russian standing list: the real file, a small one of the same form, and damaged ones."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, Member, OfficialFile
from magnitsky_data.importers.reading import read_rows
from magnitsky_data.importers.ru_mfa import TITLE, read, recognises

ROOT = Path(__file__).parents[2]
LETTERS = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЭЮЯ"
ENTRIES = {
    "А": "Ральф АБРАХАМ\n\n(Ralph Lee Abraham Jr.)\n\n–\n\nбывший член Палаты представителей Конгресса США от Республиканской партии (шт. Луизиана)",
    "Б": "Дана БЕНТИ (Dana James Boente)\n–\nглавный юридический советник ФБР\n(2018-2020 гг.)",
    "Г": "Майкл ГАРСИЯ\n(Michael Joseph Garcia)\n–\nчлен Палаты представителей от Республиканской партии (шт. Калифорния)\nМайкл ГАРСИЯ\n(Michael John Garcia)\n–\nбывший федеральный прокурор",
    "Д": "Дастин ДЖОНСОН\n(Dustin M. Johnson)\n–\nчлен Палаты представителей от Республиканской партии (шт. Южная Дакота)",
    "М": "Митч МАККОННЕЛЛ\n(Addison Mitchell McСonnell III)\n–\nчлен Сената от Республиканской партии\n(шт. Кентукки)\n"
    "Хеди МЕНЕНДЕС\n(Robert Menendez)\n–\nсупруга сенатора-демократа от штата Нью-Джерси\nРоберт МЕНЕНДЕС\n(Robert Menendez)\n–\nсенатор-демократ от штата Нью-Джерси",
    "Ч": "Офман Ёсеф ЧАИМ\n(Ofman Yosef Chaim),\n–\nгражданин США",
}  # fmt: skip


def page(**changed: str) -> bytes:
    """A page of the ministry's form; a letter's entries may be changed."""
    entries = {**ENTRIES, **changed}
    body = "\n\n\n".join(f"{letter}\n\n\n{entries.get(letter, '')}" for letter in LETTERS)
    return f"(https://mid.ru/ru/maps/us/1814243/)\n\nНовости\n30.08.2024 12:40\n{TITLE}\n\n\nпо состоянию на 17.10.25\n\n{body}\n".encode()


def official(data: bytes, name: str = "mid_us_entry_bans.md") -> OfficialFile:
    return OfficialFile(name, data, "7136d680" + "0" * 56, "2025-10-17", "https://mid.ru/ru/maps/us/1814243/", "", "")


def member(bioguide: str, name: str, *seats: tuple[str, str]) -> Member:
    return Member(f"us-bioguide-{bioguide}", f"us-bioguide-{bioguide}", (name,), frozenset(seats))


def context(*members: Member, targets: tuple[tuple[str, str], ...] = (), different: tuple[str, ...] = ()) -> Context:
    return Context(
        frozenset(), frozenset(), {}, {}, {}, members=members, targets=targets, different=frozenset(different)
    )


HOUSE, SENATE = "us-house", "us-senate"
MEMBERS = (
    member("A000374", "Ralph Lee Abraham", (HOUSE, "LA")),
    member("G000061", "Mike Garcia", (HOUSE, "CA")),
    member("J000177", "Tim Johnson", (SENATE, "SD")),
    member("J000301", "Dusty Johnson", (HOUSE, "SD")),
    member("M000355", "Mitch McConnell", (SENATE, "KY")),
    member("M000639", "Robert Menendez", (SENATE, "NJ")),
    member("M001226", "Robert Menendez", (HOUSE, "NJ")),
)


def extract(data: bytes, known: Context) -> Extract:
    (found,) = read(official(data), known)
    return found


def matched(data: bytes, known: Context) -> dict[str, str]:
    return {
        r["entity_id"].rpartition("-")[2]: r["listed_name"] for r in extract(data, known).tables["retaliation_targets"]
    }


def test_small_page() -> None:
    assert matched(page(), context(*MEMBERS)) == {
        "A000374": "Ralph Lee Abraham Jr.",
        "G000061": "Michael Joseph Garcia",  # the prosecutor of the same name has no seat
        "J000301": "Dustin M. Johnson",  # not Tim Johnson of the same state
        "M000355": "Addison Mitchell McConnell III",  # the list has a Cyrillic letter in the name
        "M000639": "Robert Menendez",  # the senator: neither his wife nor his son in the House
    }
    (measure,) = extract(page(), context(*MEMBERS)).tables["retaliatory_measures"]
    assert measure["measure_id"] == "ru-2025-10-17-standing-list"
    assert (measure["announced_date"], measure["announced_persons"]) == ("2024-08-30", "9")
    assert "5 are here by rule" in measure["note"]


def test_every_match_has_its_evidence() -> None:
    tables = extract(page(), context(*MEMBERS)).tables
    decisions = {row["left_id"]: row for row in tables["link_decisions"]}
    assert decisions.keys() == {f"{r['measure_id']}|{r['entity_id']}" for r in tables["retaliation_targets"]}
    abraham = decisions["ru-2025-10-17-standing-list|us-bioguide-A000374"]
    assert (abraham["method"], abraham["decision"], abraham["confidence"]) == ("rule", "same", "high")
    assert "'Ralph Lee Abraham Jr.'" in abraham["evidence"] and "LA" in abraham["evidence"]
    assert decisions["ru-2025-10-17-standing-list|us-bioguide-J000301"]["confidence"] == "medium"  # by the short form


@pytest.mark.parametrize(
    "stranger",
    [
        member("A000001", "Ralph Abraham", (HOUSE, "TX")),  # another state
        member("A000002", "Spencer Abraham", (HOUSE, "LA")),  # another given name
        member("A000003", "Ralph Abrahams", (HOUSE, "LA")),  # another family name
    ],
)
def test_no_match(stranger: Member) -> None:
    assert matched(page(), context(stranger)) == {}


def test_two_members_who_fit_are_left_to_the_curator() -> None:
    assert matched(page(), context(MEMBERS[0], member("A000004", "Ralph Abraham", (HOUSE, "LA")))) == {}


def test_two_entries_that_fit_are_left_to_the_curator() -> None:
    twice = f"{ENTRIES['А']}\n{ENTRIES['А']}"
    assert matched(page(А=twice), context(MEMBERS[0])) == {}


def test_target_of_a_dated_measure() -> None:
    boente = ("md-p-01999", "Dana Boente")
    assert matched(page(), context(targets=(boente,))) == {"01999": "Dana James Boente"}
    rejected = context(targets=(boente,), different=("ru-2025-10-17-standing-list|md-p-01999",))
    assert matched(page(), rejected) == {}
    garcia = ("md-p-01998", "Michael J. Garcia")
    assert matched(page(), context(targets=(garcia,))) == {}  # two entries have the name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (page().replace(TITLE.encode(), b"Afisha"), "no title"),
        (page().replace("по состоянию на 17.10.25".encode(), b""), "the page's form has changed"),
        (page().replace(b"30.08.2024 12:40", b""), "the page's form has changed"),
        (page()[: len(page()) // 2] + b"\n", "not UTF-8|truncated"),
        (page().rstrip(b"\n"), "the last line has no end"),
        (page(Б="Дана БЕНТИ\n(Dana James Boente)\n–\n"), "the form has changed, or truncated"),
        (page(Б="Дана БЕНТИ\n(Dana James Boente)\nглавный юридический советник ФБР"), "the form has changed"),
        (page(Б="Дана БЕНТИ\n(Дана Бенти)\n–\nсоветник"), "teach the importer the letter"),
        (b"\xff\xfe" + page(), "not UTF-8"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportRefused, match=message):
        list(read(official(data), context(*MEMBERS)))


def test_truncated_anywhere_within_the_list(sources: Path) -> None:
    data = (sources / "ru" / "2025-10-17" / "mid_us_entry_bans.md").read_bytes()
    for cut in range(20_000, len(data) - 9000, 23_456):
        with pytest.raises(ImportRefused):
            list(read(official(data[:cut]), context()))


def test_names_of_files() -> None:
    assert recognises("mid_us_entry_bans.md")
    assert recognises("20251017.md")
    assert not recognises("README.md")


@pytest.fixture
def real(sources: Path) -> Iterator[Extract]:
    from magnitsky_data.contract.descriptor import Contract
    from magnitsky_data.importers.run import read_context

    data = (sources / "ru" / "2025-10-17" / "mid_us_entry_bans.md").read_bytes()
    yield extract(data, read_context(ROOT, Contract.read(ROOT / "datapackage.json")))


def test_real_list(real: Extract) -> None:
    (measure,) = real.tables["retaliatory_measures"]
    assert measure["announced_persons"] == "2171"  # as many dashes between name and post
    rows = {r["entity_id"]: r for r in real.tables["retaliation_targets"]}
    assert rows["us-bioguide-C000141"]["listed_name"] == "Benjamin Louis Cardin"
    assert re.search(r"entry \d+ \(Бенджамин КАРДИН\)", rows["us-bioguide-C000141"]["source_locator"])
    assert rows["us-bioguide-M000303"]["listed_name"] == "John Sidney McCain III"
    assert rows["us-bioguide-S001184"]["listed_name"] == "Timothy Eugene Scott"
    assert rows["us-bioguide-S001217"]["listed_name"] == "Richard Lynn Scott"
    # James Moran of the round of July 2014 is not on the list, Jerry Moran is.
    assert "us-bioguide-M000933" not in rows
    assert rows["us-bioguide-M000934"]["listed_name"] == "Gerald Wesley Moran"
    # Namesakes of members: a state's representative from 2023, an ambassador, a judge.
    assert "us-bioguide-C001093" not in rows
    assert "us-bioguide-S001155" not in rows


def test_import_again_gives_the_same(real: Extract) -> None:
    key = lambda r: (r["measure_id"], r["entity_id"])  # noqa: E731
    stored = read_rows(ROOT / "raw" / "imported" / "ru_mfa" / "retaliation_targets.csv")
    assert sorted(map(key, real.tables["retaliation_targets"])) == sorted(map(key, stored))


def test_all_of_the_dated_rounds_are_on_the_list() -> None:
    """Control: the list holds all 18 of 2013-04-13, all 12 of 2014-07-18 and all 5 of 2016-02-02, but not James Moran."""
    targets = [
        r for f in ("curated", "imported/ru_mfa") for r in read_rows(ROOT / "raw" / f / "retaliation_targets.csv")
    ]
    listed = {r["entity_id"] for r in targets if r["measure_id"] == "ru-2025-10-17-standing-list"}
    for measure, number in (("ru-2013-04-13-us", 18), ("ru-2014-07-18-us-a", 12), ("ru-2016-02-02-us", 5)):
        named = {r["entity_id"] for r in targets if r["measure_id"] == measure}
        assert len(named) == number and named <= listed, named - listed
    assert not {r["entity_id"] for r in targets if r["measure_id"] == "ru-2014-07-18-us-b"} & listed
