"""Records of the UK Sanctions List in the YAML mirror. Figures are those of uk/README.md, or read in the files by eye."""

import pytest
from official_files import archive, by_id, programs, read_all, values

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import gb_fcdo
from magnitsky_data.importers.files.archives import members


@pytest.mark.parametrize(("day", "ghr"), [("2026-02-24", 164), ("2026-08-22", 181)])
def test_uk_archives(state_of, day, ghr):
    found = state_of("gb_fcdo", f"uk/{day}/uksl_ghr_gac_yaml.tar.gz")
    assert programs(found) == {"gb-ghr": ghr, "gb-gac": 65}
    assert (found.list_id, found.list_date, found.list_date_basis) == ("gb_fcdo", day, "in_file")
    assert found.is_additive_only  # a record that left stays in the collection
    assert all(entry.listed_date for entry in found.entries)
    assert not any({"remarks", "title"} & entry.parts.keys() for entry in found.entries)  # the records have none


def test_uk_records(state_of):
    found = by_id(state_of("gb_fcdo", "uk/2026-08-22/uksl_ghr_gac_yaml.tar.gz"))
    stepanov = found["gb-fcdo-GAC0005"]
    assert (stepanov.listed_name, stepanov.listed_date) == ("Vladlen Yurievich STEPANOV", "2021-04-26")
    assert {(m.measure_type, m.start_date) for m in stepanov.parts["measures"]} == {
        ("asset_freeze", ""), ("entry_ban", ""), ("director_disqualification", "2025-04-09"),
    }  # fmt: skip
    (native,) = [n for n in stepanov.parts["names"] if n.name_type == "native"]
    assert (native.name, native.script_code, native.language_code) == ("Владлен Юрьевич СТЕПАНОВ", "", "")  # not told
    assert values(stepanov, "numbers", "group_id") == ["14101"]
    zhi = found["gb-fcdo-GHR0179"]
    assert [(n.name, n.name_type) for n in zhi.parts["names"]][:2] == [("Zhi Chen", "primary"), ("Zhi CHEN", "primary")]
    # GHR0125 alone has a prohibition of port entry.
    assert [
        i for i, e in found.items() if any(m.measure_type == "maritime_restriction" for m in e.parts["measures"])
    ] == ["gb-fcdo-GHR0125"]
    disqualified = [e for e in found.values() if any(m.start_date == "2025-04-09" for m in e.parts["measures"])]
    assert len(disqualified) == 204  # foreign_lists.md: 139 GHR, 65 GAC


@pytest.fixture(scope="module")
def inside(sources, list_file):
    """Records of the collection of 2026-08-22, and its index, by their names."""
    return dict(members(list_file(sources / "uk/2026-08-22/uksl_ghr_gac_yaml.tar.gz")))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  travel_ban: true", "  travel_ban: false", "travel_ban is False"),
        ("|Travel Ban", "|Travel Ban|Exile", "measure 'Exile'"),
        (
            "Anti-Corruption Sanctions Regulations 2021",
            "Anti-Corruption Sanctions Regulations 2031",
            "GAC0005: programme",
        ),
        ("The Global Anti-Corruption Sanctions Regulations 2021", "The Russia Regulations 2019", "GAC0005: programme"),
        ("Primary name variation", "Nickname", "name_type 'Nickname'"),
        ("GAC0005", "GHR0005", "expected GAC and four digits"),
        ("|Director Disqualification Sanction", "", "director_disqualification_sanction is True"),
        ("'2021-04-26'", "spring", "date 'spring'"),
        ("name6: STEPANOV", "name7: STEPANOV", "field 'name7' is new"),
    ],
)
def test_a_changed_record_is_refused(inside, list_file, list_context, old, new, message):
    record = inside["gac0005.yaml"].decode()
    assert old in record
    file = list_file(archive(gac0005__yaml=record.replace(old, new)), "uksl_ghr_gac_yaml.tar.gz", "2026-08-22")
    with pytest.raises(ImportRefused, match=message):
        read_all(gb_fcdo.read_states, [file], list_context)


def test_other_regimes_of_the_collection_are_passed_over(inside, list_file, list_context):
    ours = "The Global Anti-Corruption Sanctions Regulations 2021"
    other = inside["gac0005.yaml"].decode().replace(ours, "The Russia (Sanctions) (EU Exit) Regulations 2019")
    more = {**inside, "rus0001.yaml": other.replace("GAC0005", "RUS0001").encode()}
    (found,) = read_all(gb_fcdo.read_states, [list_file(data, name) for name, data in more.items()], list_context)
    assert len(found.entries) == 246
    assert found.entry_count == 247
