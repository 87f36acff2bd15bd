"""The Russian standing list as its importer keeps it: the real page, a small one of the same form, damaged ones."""

import re
from pathlib import Path

import pytest
from official_sources import rows_in
from small_files import standing_list

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile
from magnitsky_data.importers.ru_mfa import TITLE, read, recognises

ROOT = Path(__file__).parents[2]
REAL = "ru/2025-10-17/mid_us_entry_bans.md"
NOTHING = Context(frozenset(), frozenset(), {}, {}, {})  # what the importer may know of the project


def extract(data: bytes, name: str = "mid_us_entry_bans.md") -> Extract:
    file = OfficialFile(name, data, "7136d680" + "0" * 56, "2025-10-17", "https://mid.ru/ru/maps/us/1814243/", "", "")
    (found,) = read(file, NOTHING)
    return found


def page(**changed: str) -> bytes:
    return standing_list(**changed).encode()


def test_small_page() -> None:
    found = extract(page())
    (measure,) = found.tables["retaliatory_measures"]
    assert measure["measure_id"] == found.unit == "ru-2025-10-17-standing-list"
    assert (measure["announced_date"], measure["announced_persons"]) == ("2024-08-30", "11")
    assert measure["source_id"] == found.source["source_id"] == "ru-mfa-us-list-2025-10-17-7136d680"
    entries = found.tables["standing_list_entries"]
    assert [e["entry_number"] for e in entries] == [str(n) for n in range(1, 12)]
    assert {e["measure_id"] for e in entries} == {"ru-2025-10-17-standing-list"}
    assert [(e["native_name"], e["listed_name"]) for e in entries[:2]] == [
        ("Ральф АБРАХАМ", "Ralph Lee Abraham Jr."),
        ("Дана БЕНТИ", "Dana James Boente"),
    ]
    assert entries[1]["post"] == "главный юридический советник ФБР (2018-2020 гг.)"
    assert entries[5]["listed_name"] == "Addison Mitchell McConnell III"  # the page has a Cyrillic letter in the name
    assert entries[6]["post"] == "супруга сенатора-демократа от штата Нью-Джерси"  # relatives are entries as well
    assert entries[9]["listed_name"] == "Ofman Yosef Chaim"  # with a comma after the bracket


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
        (page(Б="Дана БЕНТИ\n–\nсоветник"), "10 entries were read, but 11 dashes stand between name and post"),
        (b"\xff\xfe" + page(), "not UTF-8"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportRefused, match=message):
        extract(data)


def test_all_that_is_wrong_is_told_in_one_message() -> None:
    wrong = page(Б="Дана БЕНТИ\n(Дана Бенти)\n–\nсоветник", Ч="Офман ЧАИМ\n(Офман Чаим)\n–\nгражданин США")
    with pytest.raises(ImportRefused) as refused:
        extract(wrong)
    assert [re.findall(r"entry \d+ \(.*?\)", line) for line in str(refused.value).splitlines()] == [
        ["entry 2 (Дана БЕНТИ)"],
        ["entry 10 (Офман ЧАИМ)"],
    ]


def test_truncated_anywhere_within_the_list(sources: Path) -> None:
    data = (sources / REAL).read_bytes()
    for cut in range(20_000, len(data) - 9000, 23_456):
        with pytest.raises(ImportRefused):
            extract(data[:cut])


def test_names_of_files() -> None:
    assert recognises("mid_us_entry_bans.md")
    assert recognises("20251017.md")
    assert not recognises("README.md")


def test_real_list(sources: Path) -> None:
    data = (sources / REAL).read_bytes()
    tables = extract(data).tables
    (measure,) = tables["retaliatory_measures"]
    entries = tables["standing_list_entries"]
    # Counted on the page: dashes with a line of their own between name and post. The 2,090 of the copy's description are lines
    # that begin with a bracket: the name in brackets also stands after the Russian name, and posts have brackets too.
    dashes = re.findall(r"^[ \t]*–[ \t]*$", data.decode(), re.M)
    assert int(measure["announced_persons"]) == len(entries) == len(dashes) == 2171
    assert len(re.findall(r"^\(", data.decode().partition("\nА\n")[2], re.M)) == 2090
    by_name = {e["listed_name"]: e for e in entries}
    assert by_name["Benjamin Louis Cardin"]["native_name"] == "Бенджамин КАРДИН"
    assert by_name["Gerry Connolly"]["post"] == "конгрессмен-демократ от штата Виргиния"


def test_importing_the_page_again_gives_raw_imported(sources: Path) -> None:
    made = extract((sources / REAL).read_bytes()).tables
    stored = ROOT / "raw" / "imported" / "ru_mfa"
    assert {f.stem for f in stored.iterdir()} == {*made, "sources"}
    assert rows_in(stored / "standing_list_entries.csv") == made["standing_list_entries"]
