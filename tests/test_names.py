"""Names in several scripts: which script each word has, letters put right, and the key for search."""

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


# As the lists give them: EU, UK and OFAC; one entity may bear several.
SPELLINGS = """
us-ofac-23343 KADYROV, Ramzan Akhmatovich
us-ofac-26724 Abuzajd Dzjandarovitj VISMURADOV
us-ofac-26724 Абузайд Джандарович ВИСМУРАДОВ
us-ofac-21186 Алексaндр Ивaнович БАСТРЫКИН
us-ofac-15881 Дмитрий Викторович КОМНОВ
us-ofac-15891 Сергей Геннадьевич ПОДОПРИГОРОВ
us-ofac-21185 Дмитрий Вадимович Ковтун
us-ofac-32060 Илко Димитров Желязков
gb-fcdo-GHR0118 Сергей Николаевич КОРЖОВ
us-ofac-29219 朱海仑
us-ofac-31492 王君正
us-ofac-31493 陈明国
us-ofac-29162 王明山
gb-fcdo-GAC0043 رياض سلامة
gb-fcdo-GAC0044 رجا سلامة
gb-fcdo-GAC0046 ماريان حويك
gb-fcdo-GHR0125 נוער הגבעות
gb-fcdo-GHR0126 Lehava
us-ofac-52377 ვახტანგ გომელაური
gb-fcdo-GHR0050 Alyaksandr Lukashenka
"""


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_a_spelling_that_a_list_gives_leads_to_its_entity_in_any_case(line: str) -> None:
    entity, _, name = line.partition(" ")
    rows = parse_csv((ROOT / "build/csv/entity_names.csv").read_bytes())[1]
    assert entity in {row["entity_id"] for row in rows if row["search_key"] == search_key(name.upper())}
