"""Names in several scripts: which script each word has, letters put right, and the key for search."""

from functools import cache

import pytest
from small_project import ROOT

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.contract.text import repaired, script_of, search_key, word_scripts


@pytest.mark.parametrize(
    ("listed", "mended"),
    [
        ("Алексaндр Ивaнович БАСТРЫКИН", "Александр Иванович БАСТРЫКИН"),  # the EU's list has two Latin a
        ("Iгор Леонiдович КОЛЕДА", "Ігор Леонідович КОЛЕДА"),  # Ukrainian, typed with a Latin i
        ("Вадим Kонстантинович КАЛИНИН", "Вадим Константинович КАЛИНИН"),
        ("Артëм Константинович КУЗНЕЦОВ", "Артём Константинович КУЗНЕЦОВ"),  # the UK's list has a Latin ë
        ("Μεραρχία Hamza", "Μεραρχία Hamza"),  # two scripts, each in words of its own
        ("NASA-Фонд", "NASA-Фонд"),  # no letters that look alike
    ],
)
def test_letters_that_only_look_alike_are_put_right(listed: str, mended: str) -> None:
    assert repaired(listed) == mended


@pytest.mark.parametrize(
    ("name", "script", "words"),
    [
        ("Μεραρχία Hamza", "Grek", "Grek Latn"),
        ("AO “Электронн ая Москва”", "Cyrl", "Latn Cyrl Cyrl Cyrl"),
        ("Вадим Kонстантинович КАЛИНИН", "Cyrl", ""),
        ("7 (24)", "", ""),
    ],
)
def test_the_script_of_a_name_is_that_of_most_letters_and_each_word_has_its_own(
    name: str, script: str, words: str
) -> None:
    assert (script_of(name), word_scripts(name)) == (script, words)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("AL-QAHTANI, Saud", "al qahtani saud"),
        ("Eliša JERED", "elisa jered"),
        ("No’ar HaGva’ot", "noar hagvaot"),
        ("Алексaндр Ивaнович БАСТРЫКИН", "aleksandr ivanovich bastrykin"),
        ("朱海仑", "zhu hai lun"),
        ("Straße 7", "strasse 7"),
    ],
)
def test_a_search_key_has_latin_letters_alone(name: str, key: str) -> None:
    assert search_key(name) == key


# Ten names a script as the lists give them, with the entry that does and the entity behind it; then those that mix letters.
SPELLINGS = """
Latn us-ofac-23343 us-ofac-23343 KADYROV, Ramzan Akhmatovich
Latn eu-fsf-EU.6260.40 us-ofac-26724 Abuzajd Dzjandarovitj VISMURADOV
Latn gb-fcdo-GHR0050 gb-fcdo-GHR0050 Alexander Ryhoravich LUKASHENKO
Latn us-ofac-26093 us-ofac-26093 AL-QAHTANI, Saud
Latn ca-sema-jvcfor-63 us-ofac-26092 Mohammad AL-OTAIBI
Latn au-dfat-6841 us-ofac-15891 Sergei PODOPRIGOROV
Latn eu-fsf-EU.11498.62 gb-fcdo-GHR0126 Lehava
Latn eu-fsf-EU.11472.33 eu-fsf-EU.11472.33 Sarāyā al-Quds
Latn us-ofac-24678 us-ofac-24678 SOLUCIONES ELECTRICAS Y MECANICAS HADOM S.R.L.
Latn us-ofac-33946 us-ofac-33946 KANDIHO, Abel
Cyrl eu-fsf-EU.10132.45 eu-fsf-EU.10132.45 Олег Михайлович СВИРИДЕНКО
Cyrl eu-fsf-EU.6260.40 us-ofac-26724 Абузайд Джандарович ВИСМУРАДОВ
Cyrl eu-fsf-EU.10142.14 us-ofac-15891 Сергей Геннадьевич ПОДОПРИГОРОВ
Cyrl gb-fcdo-GHR0083 us-ofac-21185 Дмитрий Вадимович Ковтун
Cyrl gb-fcdo-GAC0038 us-ofac-32060 Илко Димитров Желязков
Cyrl eu-fsf-EU.11416.21 gb-fcdo-GHR0118 Сергей Николаевич КОРЖОВ
Cyrl eu-fsf-EU.10414.35 eu-fsf-EU.10414.35 Наталья Алексеевна СЕРГУНИНА
Cyrl eu-fsf-EU.10415.34 eu-fsf-EU.10415.34 Дмитрий Юрьевич НОЖКИН
Cyrl eu-fsf-EU.10426.2 eu-fsf-EU.10426.2 Департамент Информационных Технологий города Москвы
Cyrl eu-fsf-EU.10427.1 eu-fsf-EU.10427.1 Нтехлаб
Arab gb-fcdo-GAC0043 gb-fcdo-GAC0043 رياض سلامة
Arab gb-fcdo-GAC0044 gb-fcdo-GAC0044 رجا سلامة
Arab gb-fcdo-GAC0046 gb-fcdo-GAC0046 ماريان حويك
Arab eu-fsf-EU.6257.64 us-ofac-29119 الكاني خليفة محمد
Arab eu-fsf-EU.6265.35 us-ofac-29368 مليشيا كانيات
Arab eu-fsf-EU.9913.25 us-ofac-45128 شیخ محمد خالد
Arab eu-fsf-EU.9923.91 eu-fsf-EU.9923.91 زندان قرچک
Arab eu-fsf-EU.13412.1 eu-fsf-EU.13412.1 ناجی ابراهیم شریفی زیندشتی
Arab eu-fsf-EU.13194.15 eu-fsf-EU.13194.15 فرقة الحمزة
Arab eu-fsf-EU.10532.81 eu-fsf-EU.10532.81 حبیب الله اغا
Hani eu-fsf-EU.6251.70 us-ofac-29219 朱海仑
Hani eu-fsf-EU.6252.69 us-ofac-31492 王君正
Hani eu-fsf-EU.6253.68 us-ofac-29162 王明山
Hani eu-fsf-EU.6254.67 us-ofac-31493 陈明国
Hani eu-fsf-EU.6262.38 gb-fcdo-GHR0079 新疆生产建设兵团公安局
Hani gb-fcdo-GHR0099 gb-fcdo-GHR0099 赵伟
Hani gb-fcdo-GHR0109 gb-fcdo-GHR0109 董勒成
Hani gb-fcdo-GHR0179 gb-fcdo-GHR0179 陈志
Hani gb-fcdo-GHR0187 gb-fcdo-GHR0187 李添
Hani gb-fcdo-GHR0181 us-ofac-30615 尹國駒
Hebr gb-fcdo-GHR0125 gb-fcdo-GHR0125 נוער הגבעות
Geor gb-fcdo-GHR0143 us-ofac-52377 ვახტანგ გომელაური
"""
MIXED = """
eu-fsf-EU.6172.95 us-ofac-21186 Алексaндр Ивaнович БАСТРЫКИН
eu-fsf-EU.10538.75 eu-fsf-EU.10538.75 Iгор Леонiдович КОЛЕДА
eu-fsf-EU.11117.90 eu-fsf-EU.11117.90 Людмила Михайлiвна СМОЛКIНА
gb-fcdo-GAC0001 us-ofac-15886 Артëм Константинович КУЗНЕЦОВ
eu-fsf-EU.11415.22 gb-fcdo-GHR0117 Вадим Kонстантинович КАЛИНИН
"""


@cache
def rows(pattern: str) -> list[dict[str, str]]:
    return [row for path in sorted(ROOT.glob(pattern)) for row in parse_csv(path.read_bytes())[1]]


def entities_by(key: str) -> set[str]:
    return {row["entity_id"] for row in rows("build/csv/entity_names.csv") if row["search_key"] == key}


def test_ten_names_are_tried_in_each_script() -> None:
    tried = [line.split()[0] for line in SPELLINGS.strip().splitlines()]
    assert [tried.count(script) for script in ("Latn", "Cyrl", "Arab", "Hani")] == [10] * 4


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_a_spelling_that_a_list_gives_leads_to_its_entity_alone_in_any_case(line: str) -> None:
    script, entry, entity, name = line.split(" ", 3)
    assert {"entry_id": entry, "name": name}.items() <= max(
        (row for row in rows("raw/imported/*/list_names.csv") if row["entry_id"] == entry),
        key=lambda row: row["name"] == name,
    ).items()
    assert script_of(name) == script
    for spelt in (name, name.upper(), name.lower(), f"  {name.replace(' ', '  ')}"):
        assert entities_by(search_key(spelt)) == {entity}


@pytest.mark.parametrize("line", MIXED.strip().splitlines())
def test_a_name_of_mixed_letters_is_found_as_listed_and_as_it_should_be(line: str) -> None:
    entry, entity, name = line.split(" ", 2)
    (row,) = (r for r in rows("build/csv/entity_names.csv") if (r["entity_id"], r["name"]) == (entity, name))
    assert [r["name"] for r in rows("raw/imported/*/list_names.csv") if r["entry_id"] == entry].count(name) == 1
    assert row["repaired_name"] == repaired(name) != name
    assert entities_by(search_key(name)) == entities_by(search_key(row["repaired_name"])) == {entity}


def test_no_name_is_without_a_script() -> None:
    assert [row["name"] for row in rows("build/csv/entity_names.csv") if not row["script_code"]] == []


def test_every_name_that_mixes_letters_in_a_word_has_its_mended_form() -> None:
    """Nine of them: the lists of the EU and the UK have Latin letters in Ukrainian and Russian names."""
    mixed = {
        (row["entity_id"], row["name"])
        for row in rows("build/csv/entity_names.csv")
        if repaired(row["name"]) != row["name"]
    }
    assert len(mixed) == 9
    assert {
        (row["entity_id"], row["name"]) for row in rows("build/csv/entity_names.csv") if row["repaired_name"]
    } == mixed
