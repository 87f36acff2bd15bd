"""Records of the EU's list in the YAML mirror. Figures are those of eu/README.md, or read in the files by eye."""

import csv

import pytest
from official_files import by_id, values

# Persons and entities as the Council counted them: 14 and 4 on 2021-12-06, 17 and 5 in December 2022, 67 and 20 on
# 2023-12-04, 108 and 28 on 2024-04-19, 113 persons on 2024-07-15, 116 and 33 on 2024-12-02; the rest from eu/README.md.
EU_COUNTS = {
    "2021-03-03": 4, "2021-03-23": 19, "2021-03-25": 19, "2021-12-08": 19, "2021-12-09": 18, "2021-12-14": 22,
    "2022-12-24": 22, "2023-03-01": 37, "2023-03-10": 49, "2023-06-08": 58, "2023-07-29": 81, "2023-09-09": 87,
    "2024-01-31": 92, "2024-03-28": 127, "2024-04-20": 136, "2024-07-25": 144, "2024-08-02": 150, "2024-11-28": 150,
    "2024-12-12": 149, "2025-05-29": 154, "2025-07-09": 159, "2025-08-01": 168, "2026-02-03": 170,
}  # fmt: skip
COUNCIL = {
    "2021-12-09": (14, 4),
    "2022-12-24": (17, 5),
    "2023-09-09": (67, 20),
    "2024-04-20": (108, 28),
    "2024-12-12": (116, 33),
}


@pytest.fixture
def state(state_of):
    return lambda path, basis="": state_of("eu_fsf", path, basis)


@pytest.mark.parametrize("day", EU_COUNTS)
def test_each_eu_archive_has_the_readmes_count(state, day):
    found = state(f"eu/{day}/eu_fsf_hr_yaml.tar.gz")
    assert (found.list_date, found.list_date_basis, found.coverage) == (day, "download", "complete")
    assert not found.is_additive_only
    assert found.entry_count is None  # of all regimes; the archive holds this one
    assert len(by_id(found)) == len(found.entries) == EU_COUNTS[day]
    if day in COUNCIL:
        persons = sum(e.entity_type == "person" for e in found.entries)
        assert (persons, len(found.entries) - persons) == COUNCIL[day]


def test_172_were_ever_on_the_eu_list_and_two_left(state):
    states = [by_id(state(f"eu/{day}/eu_fsf_hr_yaml.tar.gz")) for day in EU_COUNTS]
    full = by_id(state("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"))
    ever = set(full).union(*states)
    assert (len(full), len(ever)) == (170, 172)
    assert ever - set(full) == {"eu-fsf-EU.6257.64", "eu-fsf-EU.6774.50"}  # Al-Kani 2021, Utkin 2024
    for before, after in zip(states, [*states[1:], full], strict=True):
        assert set(before) - set(after) <= {"eu-fsf-EU.6257.64", "eu-fsf-EU.6774.50"}  # no other gap: ids are kept


def test_a_reissued_eu_reference_keeps_its_first_number(state, sources):
    found = by_id(state("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"))
    with (sources / "eu" / "eu_ghrsr_first_last_seen.csv").open() as file:
        pairs = {
            row["earlier_reference"]: row["eu_reference"] for row in csv.DictReader(file) if row["earlier_reference"]
        }
    assert len(pairs) == 10
    told = {e.official_id: values(e, "numbers", "reissued_number") for e in found.values() if "numbers" in e.parts}
    assert told == {old: [new] for old, new in pairs.items()}


def test_eu_dates_of_listing_are_those_of_the_acts(state, sources):
    found = by_id(state("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"))
    with (sources / "eu" / "eu_ghrsr_first_last_seen.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if not row["last_seen_in_file"]]
    wanted = {f"eu-fsf-{row['earlier_reference'] or row['eu_reference']}": row["listing_date"] for row in rows}
    assert {i: e.listed_date for i, e in found.items()} == wanted
    # 9781.83, Lobaye Invest's names were all written anew by the review of 2024-12-03.
    assert found["eu-fsf-EU.9781.83"].listed_date == "2023-02-25"


def test_eu_names_in_english_stand_for_the_record(state, sources):
    found = by_id(state("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"))
    assert found["eu-fsf-EU.6171.96"].listed_name == "Alexander Petrovich KALASHNIKOV"  # first is KALASJNIKOV
    assert found["eu-fsf-EU.6262.38"].listed_name == "Xinjiang Production and Construction Corps Public Security Bureau"
    assert found["eu-fsf-EU.6778.46"].listed_name == "Wagner Group"
    with (sources / "eu" / "eu_ghrsr_first_last_seen.csv").open() as file:
        names = {
            f"eu-fsf-{r['earlier_reference'] or r['eu_reference']}": " ".join(r["name"].split())
            for r in csv.DictReader(file)
        }
    # The table's names were chosen by hand; for 10 of 170 another of the English names was taken.
    assert sum(names[i] == e.listed_name for i, e in found.items()) >= 158


def test_a_full_eu_record_has_its_particulars(state):
    found = by_id(state("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"))["eu-fsf-EU.10137.40"]
    assert (found.entity_type, found.listed_name, found.listed_date) == (
        "person",
        "Diana Igorevna MISHCHENKO",
        "2023-06-05",
    )
    assert {n.name: n.language_code for n in found.parts["aliases"]} == {
        "Diana Igorevna GARIPOVA": "en", "Diana Igorevna MISJTJENKO": "sv", "Diana Miščenková": "cs",
        "Diana Igorevna MIŠČENKOVÁ": "sk", "Диана Игоревнa МИЩЕНКО": "ru",
    }  # fmt: skip
    assert values(found, "title", "position") == ["Judge of the Khamovniki District Court of Moscow"]
    (birth,) = (p for p in found.parts["remarks"] if p.particular_type == "birth_date")
    assert (birth.value, birth.date_earliest, birth.date_latest, birth.is_circa) == (
        "1977-05-12",
        *["1977-05-12"] * 2,
        False,
    )
    assert values(found, "remarks", "birth_place") == ["Moscow, RUSSIAN FEDERATION"]
    assert values(found, "remarks", "tax_id") == ["771805281790"]
    assert values(found, "remarks", "passport") == ["4508731961"]
    assert values(found, "remarks", "gender") == ["F"]


def test_a_dash_is_no_number(state):
    found = by_id(state("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"))
    assert values(found["eu-fsf-EU.13421.68"], "remarks", "registration_number") == []  # listed as "-"
    assert values(found["eu-fsf-EU.9782.82"], "remarks", "registration_number") == ["CA/BG2019B519"]


def test_the_eu_index_dates_older_records_so_its_day_is_an_upper_bound(state):
    # eu/README.md: "entries of 2026-02-23, refreshed to 2026-05-01".
    path = "eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz"
    found = state(path, basis="upper_bound")
    assert (found.list_date, found.list_date_basis, found.is_additive_only) == ("2026-05-01", "upper_bound", True)
    assert found.snapshot_id == "eu_fsf-2026-05-01-1af0afb9"
    assert (
        state("eu/2026-02-03/eu_fsf_hr_yaml.tar.gz").rank < found.rank < 0
    )  # an official file of the day is above both
    assert state(path).list_date_basis == "in_file"
