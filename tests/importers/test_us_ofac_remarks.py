"""The mini-language of Remarks and its dates."""

import contextlib
import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from official_files import opened, reader

from magnitsky_data.importers.lists import Name, Particular
from magnitsky_data.importers.us_ofac.dates import parse_date, written
from magnitsky_data.importers.us_ofac.labels import LABELS, PHRASES
from magnitsky_data.importers.us_ofac.record import Unknown
from magnitsky_data.importers.us_ofac.remarks import document, feature, items, parse_item, parse_remarks

READ = reader("us_ofac")
ROOT = Path(__file__).parents[2]


def particulars(text: str, title: str = "") -> list[tuple[str, str, str]]:
    return [(p.particular_type, p.value, p.country_code) for p in parse_remarks(text, READ, title).particulars]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05 Oct 1976", ("1976-10-05", "1976-10-05", False)),
        ("Mar 1965", ("1965-03-01", "1965-03-31", False)),
        ("Feb 1972", ("1972-02-01", "1972-02-29", False)),
        ("1974", ("1974-01-01", "1974-12-31", False)),
        ("circa 1970", ("1970-01-01", "1970-12-31", True)),
        ("1960 to 1962", ("1960-01-01", "1962-12-31", False)),
        ("circa 1960 to circa 1962", ("1960-01-01", "1962-12-31", True)),
        ("1960 to circa 1962", ("1960-01-01", "1962-12-31", True)),
        ("circa 1960 to 1962", ("1960-01-01", "1962-12-31", True)),
        ("21 Nov 1963 to 20 Nov 1964", ("1963-11-21", "1964-11-20", False)),
    ],
)
def test_a_date_gives_the_days_that_it_allows(text: str, expected: tuple[str, str, bool]) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text", ["", "31 Feb 1970", "1976-10-05", "Oct 5, 1976", "05 Okt 1976", "1962 to 1960", "05 1976", "circa"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unknown):
        parse_date(text)


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.booleans())
def test_a_range_written_as_in_the_csv_is_read_back(one: date, two: date, circa: bool) -> None:
    first, last = sorted((one, two))
    assert parse_date(written(first, last, circa=circa)) == (first.isoformat(), last.isoformat(), circa)


def test_whole_months_and_years_are_written_short() -> None:
    assert written(date(1961, 1, 1), date(1961, 12, 31), circa=True) == "circa 1961"
    assert written(date(1972, 2, 1), date(1972, 2, 29)) == "Feb 1972"
    assert written(date(1960, 1, 1), date(1962, 12, 31)) == "1960 to 1962"


def test_remarks_of_kadyrov() -> None:  # 23343
    text = "DOB 05 Oct 1976; POB Tsenteroi, Republic of Chechnya, Russia; nationality Russia; Gender Male."
    found = parse_remarks(text, READ)
    assert found.particulars == (
        Particular("birth_date", "05 Oct 1976", "1976-10-05", "1976-10-05", is_circa=False),
        Particular("birth_place", "Tsenteroi, Republic of Chechnya, Russia", country_code="RU"),
        Particular("nationality", "Russia", country_code="RU"),
        Particular("gender", "Male"),
    )
    assert found.names == ()


def test_remarks_of_seemar() -> None:  # 30621: a passport without country, a name after Linked To
    text = "DOB 25 Dec 1961; POB Punjab, India; Gender Male; Passport Z1917610 expires 18 Mar 2019; Linked To: KADYROV, Ramzan Akhmatovich."
    assert particulars(text) == [
        ("birth_date", "25 Dec 1961", ""),
        ("birth_place", "Punjab, India", "IN"),
        ("gender", "Male", ""),
        ("passport", "Z1917610 expires 18 Mar 2019", ""),
        ("linked_to", "KADYROV, Ramzan Akhmatovich", ""),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("alt. DOB 1974", ("birth_date", "1974", "")),
        ("alt. nationality Congo, Democratic Republic of the", ("nationality", "Congo, Democratic Republic of the", "CD")),
        ("nationality undetermined", ("nationality", "undetermined", "")),
        ("citizen Russia", ("citizenship", "Russia", "RU")),
        ("POB Goma, Congo, Democratic Republic of the", ("birth_place", "Goma, Congo, Democratic Republic of the", "CD")),
        ("POB Nis, Republic of Serbia", ("birth_place", "Nis, Republic of Serbia", "")),  # not as the list spells it
        ("POB Lebanon, Tennessee", ("birth_place", "Lebanon, Tennessee", "")),
        ("Passport R0459307 (Guyana) expires 15 Apr 2019", ("passport", "R0459307 (Guyana) expires 15 Apr 2019", "GY")),
        ("Diplomatic Passport 008827 (Iran) issued 1999", ("passport", "Diplomatic Passport 008827 (Iran) issued 1999", "IR")),
        ("National ID No. 2229 77132 0101 (Guatemala)", ("national_id", "2229 77132 0101 (Guatemala)", "GT")),
        ("Tax ID No. K003-100075533 (Cambodia)", ("tax_id", "K003-100075533 (Cambodia)", "KH")),
        ("V.A.T. Number BG 201045769 (Bulgaria)", ("tax_id", "V.A.T. Number BG 201045769 (Bulgaria)", "BG")),
        ("Registration Number HRA 738523 (Stuttgart) (Germany)", ("registration_number", "HRA 738523 (Stuttgart) (Germany)", "DE")),
        ("Government Gazette Number 204839749 (Bulgaria)", ("registration_number", "Government Gazette Number 204839749 (Bulgaria)", "BG")),
        ("Public Registration Number 1041202 (Virgin Islands, British)", ("registration_number", "Public Registration Number 1041202 (Virgin Islands, British)", "VG")),
        ("Economic Register Number (CBLS) 11580667 (United Arab Emirates)", ("registration_number", "Economic Register Number (CBLS) 11580667 (United Arab Emirates)", "AE")),
        ("Vessel Registration Identification IMO 9871232", ("imo_number", "9871232", "")),
        ("Vessel Registration Identification 9894387", ("registration_number", "Vessel Registration Identification 9894387", "")),
        ("Identification Number IMO 4235151", ("imo_number", "4235151", "")),
        ("MMSI 572469210", ("mmsi", "572469210", "")),
        ("Organization Established Date Jan 2012", ("established_date", "Jan 2012", "")),
        ("Organization Type: Mining and Quarrying", ("organization_type", "Mining and Quarrying", "")),
        ("Target Type Private Company", ("organization_type", "Target Type Private Company", "")),
        ("Website https://sunmultinational.com/", ("website", "https://sunmultinational.com/", "")),
        ("Secondary sanctions risk: section 1(b) of Executive Order 13224, as amended by Executive Order 13886",
         ("secondary_sanctions", "section 1(b) of Executive Order 13224, as amended by Executive Order 13886", "")),
        ("Additional Sanctions Information - Subject to Secondary Sanctions", ("additional_sanctions", "Subject to Secondary Sanctions", "")),
        ("Passport 10926248 (Atlantis) expires 27 Feb 2018", ("passport", "10926248 (Atlantis) expires 27 Feb 2018", "")),
    ],
)  # fmt: skip
def test_items(item: str, expected: tuple[str, str, str]) -> None:
    assert particulars(f"{item}.") == [expected]


def test_weak_names_are_those_in_single_quotes() -> None:
    found = parse_remarks(
        "a.k.a. 'HADI'S WORLD INC'; f.k.a. '7TH BRIGADE'; a.k.a. 'ONE; TWO'; Linked To: MOHAMED'S ENTERPRISE.",
        READ,
    )
    assert found.names == (
        Name("HADI'S WORLD INC", "alias", is_weak=True),
        Name("7TH BRIGADE", "former", is_weak=True),
        Name("ONE; TWO", "alias", is_weak=True),
    )
    assert [p.value for p in found.particulars] == ["MOHAMED'S ENTERPRISE"]


def test_a_repeated_title_is_not_a_remark() -> None:
    title = "Chief of Staff of the Executive Office; Chief of Presidential Administration"  # two in one cell, as 24812
    assert particulars(f"DOB 1970; {title}.", title) == [("birth_date", "1970", "")]


def test_the_last_stop_belongs_to_an_abbreviation_or_ends_the_remarks() -> None:
    def last(text: str, *names: str) -> str:
        return list(items(text, names=frozenset(names)))[-1]

    assert last("Linked To: FUJIAN OCEAN FISHING GROUP CO., LTD.") == "Linked To: FUJIAN OCEAN FISHING GROUP CO., LTD."
    assert last("Linked To: TRADING SYSTEMS INDUSTRIES.") == "Linked To: TRADING SYSTEMS INDUSTRIES"
    assert last("Linked To: BSD S.P.R.L.") == "Linked To: BSD S.P.R.L."
    assert last("Linked To: SMITH, J.", "SMITH, J.") == "Linked To: SMITH, J."
    assert last("Linked To: ACME LTD.", "ACME LTD") == "Linked To: ACME LTD"  # the list has the name without a stop
    assert last("DOB 1970; POB Washington, D.C.") == "POB Washington, D.C."


@pytest.mark.parametrize(
    ("item", "value"),
    [
        # In the middle of 15892 and at the end of 23343, SDN.CSV of August 2026.
        (
            "Secondary sanctions risk: See Section 11 of Executive Order 14024.",
            "See Section 11 of Executive Order 14024",
        ),
        ("Additional Sanctions Information - Subject to Secondary Sanctions", "Subject to Secondary Sanctions"),
        (
            "Organization Type: Other business support service activities n.e.c.",
            "Other business support service activities n.e.c.",
        ),
        ("Linked To: INDUITEX LTDA.", "INDUITEX LTDA."),
        ("Linked To: MARTIN HODWALKER M. & CIA. S. EN C.", "MARTIN HODWALKER M. & CIA. S. EN C."),
        ("Linked To: KADYROV, Ramzan Akhmatovich", "KADYROV, Ramzan Akhmatovich"),
        ("Aircraft Operator Linburg Industries LTD.", "Aircraft Operator Linburg Industries LTD."),
        ("POB Washington, D.C.", "Washington, D.C."),
    ],
)
def test_a_phrase_has_one_value_in_the_middle_at_the_end_and_in_xml(item: str, value: str) -> None:
    end = item if item.endswith(".") else f"{item}."
    found = [parse_remarks(text, READ).particulars[0] for text in (f"{item}; Gender Male.", end)]
    found += parse_remarks(item, READ, stop=False).particulars
    assert [p.value for p in found] == [value] * 3
    assert len(set(found)) == 1


def test_a_value_with_a_semicolon_is_one_item() -> None:
    text = "Organization Type: Accounting, bookkeeping and auditing activities; tax consultancy; Linked To: X."
    assert [p.value for p in parse_remarks(text, READ).particulars] == [
        "Accounting, bookkeeping and auditing activities; tax consultancy",
        "X",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Favourite colour green.",
        "Gender male.",
        "Gender Male; Linked To: SOMEB",  # cut short
        "a.k.a. KHAREBA.",
        "Vessel Registration Identification IMO 98712x2.",
        "Linked To.",
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(Unknown):
        parse_remarks(text, READ)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("DOB 05 Okt 1976.", ("date", "05 Okt 1976")),
        ("nationality Atlantis.", ("country", "Atlantis")),
        ("Passport R0459307 (Guyana) expires 15 Apx 2019.", ("date", "15 Apx 2019")),
    ],
)
def test_a_text_that_no_row_reads_is_noted(text: str, unknown: tuple[str, str]) -> None:
    read = reader("us_ofac")
    parse_remarks(text, read)
    assert list(read.readings.unknown) == [("us_ofac", *unknown)]


def test_the_xml_editions_use_the_same_labels() -> None:
    assert feature("Birthdate", "30 Mar 1970", READ) == Particular(
        "birth_date", "30 Mar 1970", "1970-03-30", "1970-03-30", is_circa=False
    )
    assert feature("Vessel Registration Identification", "IMO 7406784", READ) == Particular("imo_number", "7406784")
    assert document("A033726", "Guyana", "1999", "15 Apr 2019") == "A033726 (Guyana) issued 1999 expires 15 Apr 2019"
    with pytest.raises(Unknown):
        feature("Shoe size", "44", READ)


TEXT = st.text(st.characters(codec="ascii", categories=("Lu", "Ll", "Nd")), min_size=1, max_size=12)


@given(
    st.lists(
        st.tuples(st.sampled_from([k for k, v in LABELS.items() if v.kind == "text"]), TEXT),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_every_item_is_read_once_and_in_order(pairs: list[tuple[str, str]]) -> None:
    found = parse_remarks("; ".join(f"{label} {value}" for label, value in pairs) + "; Gender Male.", READ).particulars
    expected = [f"{label} {value}" if LABELS[label].is_shown else value for label, value in pairs]
    assert [p.value for p in found] == [*dict.fromkeys(expected), "Male"] or len(
        {LABELS[k].particular_type for k, _ in pairs}
    ) > 1
    assert {p.particular_type for p in found} == {LABELS[label].particular_type for label, _ in pairs} | {"gender"}


def test_every_label_becomes_a_type_of_the_contract() -> None:
    tables = {
        resource["name"]: resource for resource in json.loads((ROOT / "datapackage.json").read_text())["resources"]
    }
    (types,) = (
        f["constraints"]["enum"]
        for f in tables["list_particulars"]["schema"]["fields"]
        if f["name"] == "particular_type"
    )
    assert {label.particular_type for label in LABELS.values()} | set(PHRASES.values()) <= set(types)


def test_nearly_all_items_of_all_programmes_are_understood(sources: Path) -> None:
    """The complete list of 2024-05-03; the rest are sentences on persons listed before 2005."""
    understood = total = 0
    for row in csv.reader(io.StringIO(opened(sources / "ofac/2024-05-03/sdn.csv.gz").data.decode(), newline="")):
        if len(row) != 12 or row[11].strip() == "-0-":
            continue
        for item in items(row[11], stop=row[11].endswith(".")):
            total += 1
            with contextlib.suppress(Unknown):
                understood += item in (row[4], *row[4].split("; ")) or bool(parse_item(item, READ))
    assert total == 61084  # 61,085 by splitting at semicolons, less one value that holds a semicolon
    assert understood / total > 0.994


def test_each_real_phrase_has_one_value_in_the_middle_and_at_the_end(sources: Path) -> None:
    """The complete list of 2024-05-03, all programmes."""
    file = opened(sources / "ofac/2024-05-03/sdn.csv.gz")
    rows = [row for row in csv.reader(io.StringIO(file.data.decode(), newline="")) if len(row) == 12]
    names = frozenset(row[1] for row in rows)
    middle = {item for row in rows for item in list(items(row[11], stop=False))[:-1]}
    differing = set()
    for item in middle:
        with contextlib.suppress(Unknown):
            (end,) = items(item if item.endswith(".") else f"{item}.", names=names)
            read = reader("us_ofac")
            if parse_item(item, read) != parse_item(end, read) and not read.readings.unknown:
                differing.add(item)
    assert len(middle) > 20_000
    # The list has an entry of this name (26466) and one with a full stop (26603): nothing tells which is meant at the end.
    assert differing == {"Linked To: SMILE PROPERTY & TRAVEL LTD"}
