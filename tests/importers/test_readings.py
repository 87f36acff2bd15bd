"""All that an import does not know is told in one message, and imports once the rows that it names are there."""

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import test_ca_sema
import test_gb_fcdo_ofsi
import test_us_ofac_csv
from official_files import READINGS, archive, reader, xlsx
from small_project import ROOT, Project, run_command

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.contract.cells import is_partial_date
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.dates import iso_bounds
from magnitsky_data.importers.readings import Readings

HEAD = "list_id,field,text,value,reason,source_id,source_locator"
AUSTRALIA = (
    *("Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth"),
    *("Citizenship", "Address", "Additional Information", "Listing Information", "Committees", "Control Date"),
    "Alias Strength",
)
HUMAN_RIGHTS = "Autonomous (Thematic - Human Rights)"
SHORT = "names:\n- {0}\nsource: eu-data\nentity_type: {1}\ncountry: {2}\nref_number: EU.{3}.1\nref_type: EU Reference Number\nremark:\n"
PLACES = ("Atlantis", "Borduria", "Freedonia", "Genovia", "Latveria", "Ruritania", "Sylvania", "Wakanda")


@dataclass(frozen=True)
class Made:
    """A file with ten texts that nothing reads, and what they mean by field and text."""

    importer: str
    name: str
    content: bytes
    meanings: dict[tuple[str, str], str]


def australia() -> Made:
    rows = (
        ("9001", "Doe", "Individuum", "Main name", "spring of 1970", "", "Ruritania", "", "", "", HUMAN_RIGHTS, "1st of March 2024", ""),
        ("9002", "Roe", "Individual", "Primary Name", "the year 70", "", "Atlantis", "", "", "", HUMAN_RIGHTS, "2024-03-01", ""),
        ("9002a", "Dick", "Individual", "Nickname", "", "", "", "", "", "", HUMAN_RIGHTS, "2024-03-01", "Middling"),
        ("9003", "Poe", "Individual", "Primary Name", "", "", "", "", "", "", "Autonomous (Thematic - Dignity)", "2024-03-01", ""),
    )  # fmt: skip
    meanings = {
        ("alias_strength", "Middling"): "weak",
        ("country", "Atlantis"): "-",
        ("country", "Ruritania"): "RO",
        ("date", "1st of March 2024"): "2024-03-01",
        ("date", "spring of 1970"): "1970-03-20..1970-06-21",
        ("date", "the year 70"): "1970",
        ("entity_type", "Individuum"): "person",
        ("name_type", "Main name"): "primary",
        ("name_type", "Nickname"): "alias",
        ("programme", "Autonomous (Thematic - Dignity)"): "au-human-rights",
    }
    return Made("au_dfat", "regulation8_consolidated.xlsx", xlsx([AUSTRALIA, *rows]), meanings)


def britain() -> Made:
    row = test_gb_fcdo_ofsi.ROW
    strange = {"Non-Latin Script Language": "Klingon", "Name Non-Latin Script": "Карпов", "Nationality": "Ruritania"}
    strange |= {"Country": "Atlantis", "Country of Birth": "Borduria", "DOB": "spring of 1970", "Town of Birth": "X"}
    strange |= {"Group Type": "Human", "UK Sanctions List Date Designated": "6th of July 2020"}
    alias = {**strange, "Name 6": "CARP", "Alias Type": "Nickname", "Alias Quality": "Middling"}
    other = {**row, "Regime": "Global Human Rights 2027", "Group ID": "2"}
    other["Other Information"] = other["Other Information"].replace("GHR0001", "GHR0002")
    header = test_gb_fcdo_ofsi.HEADER
    rows = [[{**row, **r}.get(name, "") for name in header] for r in (strange, alias, other)]
    top = ["Last Updated", "04/05/2022", *[""] * (len(header) - 2)]
    meanings = {
        ("alias_strength", "Middling"): "strong",
        ("country", "Atlantis"): "-",
        ("country", "Borduria"): "BG",
        ("country", "Ruritania"): "RO",
        ("date", "6th of July 2020"): "2020-07-06",
        ("date", "spring of 1970"): "1970-03..1970-06",
        ("entity_type", "Human"): "person",
        ("language", "Klingon"): "ru",
        ("name_type", "Nickname"): "alias",
        ("programme", "Global Human Rights 2027"): "gb-ghr",
    }
    return Made("gb_fcdo", "ConList.xlsx", xlsx([top, header, *rows]), meanings)


def europe() -> Made:
    records = {f"{n}__yaml": SHORT.format(n, "person", place, n) for n, place in enumerate(PLACES, 1)}
    records |= {f"{n}__yaml": SHORT.format(n, kind, "LIBYA", n) for n, kind in ((21, "starship"), (22, "spirit"))}
    meanings = {("country", place): "LY" for place in PLACES} | {("entity_type", "starship"): "organization"}
    return Made("eu_fsf", "eu_fsf_hr_yaml.tar.gz", archive(**records), meanings | {("entity_type", "spirit"): "person"})


def canada() -> Made:
    dates = [f"day {n} of the flood" for n in range(9)]
    record = dict(test_ca_sema.RECORD)
    records = [record | {"Item": str(n), "DateOfBirth": day} for n, day in enumerate(dates, 1)]
    regulation = "Corrupt Foreign Officials Regulations of Ruritania"
    records.append(record | {"Item": "99", "Country": regulation})
    body = "".join("<record>" + "".join(f"<{k}>{v}</{k}>" for k, v in r.items()) + "</record>" for r in records)
    meanings = {("date", day): "1953" for day in dates} | {("programme", regulation): "ca-jvcfoa"}
    return Made("ca_sema", "sema-lmes.xml", f"<data-set>{body}</data-set>".encode(), meanings)


def america() -> Made:
    n = "-0- "
    dates = {"spring of 1970": "1970", "the year 70": "1970", "05 Okt 1976": "1976-10-05"}
    remarks = [*(f"DOB {day}" for day in dates), *(f"nationality {place}" for place in PLACES[:5]), "Gender Male."]
    person = f'23343,"KADYROV","human","GLOMAG",{f"{n}," * 7}"{"; ".join(remarks)}"'
    other = test_us_ofac_csv.AKHMAT.replace('"GLOMAG"', '"GLOMAG2"')
    meanings = {("date", day): value for day, value in dates.items()} | {("country", p): "-" for p in PLACES[:5]}
    meanings |= {("entity_type", "human"): "person", ("programme", "GLOMAG2"): "us-glomag"}
    return Made("us_ofac", "sdn.csv", f"{person}\r\n{other}\r\n\x1a".encode(), meanings)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The curated facts, less what is expected of whole lists."""
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    shutil.copytree(ROOT / "raw" / "curated", tmp_path / "raw" / "curated")
    (tmp_path / "raw" / "curated" / "expectations.csv").unlink()
    return Project(tmp_path)


@pytest.mark.parametrize("make", [australia, britain, europe, canada, america])
def test_ten_unknown_texts_are_told_in_one_message_and_import_with_their_rows(make, project):
    made = make()
    assert len(made.meanings) == 10
    (project.root / made.name).write_bytes(made.content)
    ask = ("import", made.importer, made.name, "--date", "2024-03-01", "--url", "https://example.org/list")
    before = project.digest()
    done = run_command(project, *ask)
    assert (done.code, project.digest()) == (1, before)
    lines = done.err.splitlines()
    assert lines[0] == "error: raw/curated/readings.csv has no row for 10 texts"
    for line, (field, text) in zip(lines[1:11], sorted(made.meanings), strict=True):
        assert line.startswith(f"{made.name}: ") and line.endswith(f": {field} {text!r}")
    assert lines[12] == HEAD
    rows = [row[:4] for row in csv.reader(io.StringIO("\n".join(lines[13:23])))]
    assert rows == [[made.importer, *key, ""] for key in sorted(made.meanings)]
    assert lines[23:] == ["nothing was written"]
    file = project.file("curated/readings")
    pasted = [[made.importer, *key, value, "", "x", ""] for key, value in made.meanings.items()]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(pasted)
    file.write_text(file.read_text(encoding="utf-8") + text.getvalue(), encoding="utf-8")
    assert run_command(project, "format").code == 0
    done = run_command(project, *ask)
    assert done.code == 0, done.err
    assert project.rows(f"imported/{made.importer}/list_entries")


def test_a_reading_has_a_value_of_its_field() -> None:
    contract = Contract.read(ROOT / "datapackage.json")
    programs = {row["program_id"] for row in parse_csv((ROOT / "raw/curated/programs.csv").read_bytes())[1]}
    entries = contract.tables["list_entries"].by_name["entity_type"].enum
    allowed = {
        "programme": programs,
        "entity_type": set(entries),
        "name_type": set(contract.tables["list_names"].by_name["name_type"].enum),
        "alias_strength": {"strong", "weak"},
        "measure": set(contract.tables["list_measures"].by_name["measure_type"].enum),
    }
    rows = parse_csv((ROOT / "raw/curated/readings.csv").read_bytes())[1]
    assert len(rows) > 300
    for row in rows:
        value, field = row["value"], row["field"]
        if value == "-":
            assert row["reason"], row
        elif field in allowed:
            assert value in allowed[field], row
        elif field == "date":
            assert all(map(is_partial_date, value.split(".."))), row
        else:
            assert len(value) == {"country": 2, "language": 2, "script": 4}[field], row


def test_the_row_of_a_list_goes_before_that_of_any() -> None:
    rows = [
        {"list_id": name, "field": "country", "text": "Georgia", "value": v} for name, v in (("", "GE"), ("x", "US"))
    ]
    found = Readings.of(rows, (), (), ())
    assert [found.at(name, "").country("GEORGIA") for name in ("x", "y")] == ["US", "GE"]


def test_a_date_of_a_reading_is_checked() -> None:
    row = {"list_id": "", "field": "date", "text": "long ago", "value": "1970-13"}
    with pytest.raises(ImportRefused, match="date 'long ago' has the value '1970-13'; expected YYYY"):
        Readings.of([row], (), (), ())


def test_what_must_be_one_day_is_no_month() -> None:
    with pytest.raises(ImportRefused, match="x: '1970-05' is not one day"):
        reader("ca_sema").day("1970-05", iso_bounds)


def test_numbers_that_a_list_gave_anew() -> None:
    assert READINGS.at("eu_fsf", "").first_number("EU.9952.96") == "EU.9912.26"
    assert READINGS.at("gb_fcdo", "").first_number("15878") == "GHR0094"
    assert READINGS.at("us_ofac", "").first_number("15878") == "15878"
