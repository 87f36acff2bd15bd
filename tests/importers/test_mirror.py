"""Archives and records of the YAML mirror made for a test: damaged, forged, of another kind or list; and loose files."""

from dataclasses import replace

import pytest
from official_files import archive, by_id, met, read_all

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import ca_sema, eu_fsf, importer
from magnitsky_data.importers.files.archives import members
from magnitsky_data.importers.files.yaml import read_yaml

INDEX = "---\nsource: {0}\ncount: 6334\nfetched_at: '2026-08-22T06:46:55Z'\nschema: ammitto:sources:{0}:v1\n"
SHORT = """---
names:
- Mohammed Khalifa AL-KANI
source: eu-data
entity_type: person
country: LIBYA
birthdate: '1979-05-03'
ref_number: EU.6257.64
ref_type: EU Reference Number
remark:
"""


def read(list_file, list_context, name, *, date="2026-08-22", **texts):
    return read_all(eu_fsf.read_states, [list_file(archive(**texts), name, date)], list_context)


@pytest.fixture
def documented(list_context):
    """A context in which one of the short records is documented."""
    return replace(list_context, scope={"eu-fsf-EU.6257.64": ("eu-ghrsr",)})


def test_short_eu_records_need_a_date(list_file, list_context):
    name = "eu_fsf_hr_yaml.tar.gz"
    texts = {f"eu-{n}.yaml": SHORT.replace("6257", str(n)) for n in range(4)}
    (found,) = read(list_file, list_context, name, date="2021-03-03", **texts)
    assert (found.coverage, len(found.entries)) == ("complete", 4)
    with pytest.raises(ImportRefused, match="--date"):
        read(list_file, list_context, name, date="", **{"eu-1.yaml": SHORT})


def test_short_eu_records_that_no_regime_picked_are_kept_only_where_documented(list_file, documented):
    other = SHORT.replace("6257", "9999")
    (packed,) = read(list_file, documented, "eu_fsf_hr_full_yaml.tar.gz", **{"a.yaml": SHORT, "b.yaml": other})
    files = [list_file(SHORT, "a.yaml", "2021-03-23"), list_file(other, "b.yaml", "2021-03-23")]
    (loose,) = read_all(eu_fsf.read_states, files, documented)
    for found in (packed, loose):
        assert (found.coverage, list(by_id(found))) == ("partial", ["eu-fsf-EU.6257.64"])
    assert [s["source_id"] for s in loose.sources] == [f"ammitto-eu-yaml-2021-03-23-{files[0].sha256[:8]}"]


# Records and indexes as in the archives of 2026-08-22, cut to what must be there.
CANADIAN = """
country: Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / Règlement
  relatif à la justice pour les victimes de dirigeants étrangers corrompus (RJVDEC)
last_name: MADURO MOROS
given_name: Nicolás
item: '1'
date_of_listing: '2017-11-03'
"""
BRITISH = """
unique_id: GAC0005
date_designated: '2021-04-26'
names: {names: [{name1: Vladlen, name6: STEPANOV, name_type: Primary name}]}
regime_name: The Global Anti-Corruption Sanctions Regulations 2021
individual_entity_ship: Individual
sanctions_imposed: Asset freeze
"""


@pytest.mark.parametrize("is_packed", [True, False])
def test_each_importer_takes_its_own_list_from_a_mixed_collection(list_file, documented, is_packed):
    texts = {"ca.yaml": CANADIAN, "eu.yaml": SHORT, "gb.yaml": BRITISH, "_index.yaml": INDEX.format("ca")}
    if is_packed:
        files = [list_file(archive(**texts), "ammitto_yaml.tar.gz", "2021-03-23")]
    else:
        files = [list_file(text, name, "2021-03-23") for name, text in texts.items()]
    wanted = {
        "ca_sema": ("ca-sema-jvcfor-1", "2026-08-22", "complete"),  # the index is of this list
        "eu_fsf": ("eu-fsf-EU.6257.64", "2021-03-23", "partial"),
        "gb_fcdo": ("gb-fcdo-GAC0005", "2021-03-23", "complete" if is_packed else "partial"),
    }
    for name, (entry_id, day, coverage) in wanted.items():
        module = importer(name)
        assert all(module.recognises(file.name) for file in files)
        (found,) = module.read_states(files, documented)
        assert (list(by_id(found)), found.list_date, found.coverage) == ([entry_id], day, coverage)
        assert len(found.sources) == (2 if name == "ca_sema" and not is_packed else 1)
    with pytest.raises(ImportRefused, match="records of ca, eu short, uk; expected some of au"):
        list(importer("au_dfat").read_states(files, documented))


def test_loose_files_with_an_index_are_a_state(sources, list_file, list_context):
    inside = members(list_file(sources / "ca/2026-08-22/ca_jvcfoa_yaml.tar.gz"))
    (found,) = read_all(ca_sema.read_states, [list_file(data, name) for name, data in inside], list_context)
    assert (found.coverage, found.list_date, found.list_date_basis, len(found.entries)) == (
        "complete",
        "2026-08-22",
        "in_file",
        80,
    )
    assert len({e.source_id for e in found.entries}) == 80


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("remark:", "surprise: 1\nremark:"), "field 'surprise' is new"),
        (("LIBYA", "ATLANTIS"), "country 'ATLANTIS'"),
        (("person", "starship"), "entity_type 'starship'"),
        (("1979-05-03", "1979-02-30"), "'1979-02-30' is not a day"),
        (("EU.6257.64", "6257"), "expected one such as"),
        (("- Mohammed Khalifa AL-KANI", "- "), "no name"),
        (("ref_number", "number"), "another collection"),
        (("EU.6257.64", "!!python/object/apply:os.getcwd []"), "not a plain YAML record"),
        (("names:\n- Mohammed Khalifa AL-KANI", "names: &a [x]\nalso: *a"), "aliases"),
    ],
)
def test_a_damaged_record_is_refused(list_file, list_context, change, message):
    text = SHORT.replace(*change)
    assert text != SHORT
    with pytest.raises(ImportRefused, match=message):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", date="2021-03-03", **{"eu-1.yaml": text})


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (INDEX.format("uk"), "'uk', but the records are of eu"),
        (INDEX.format("eu").replace(":v1", ":v2"), "schema"),
        (INDEX.format("eu") + "pruned: true\n", "'pruned' is new"),
        (INDEX.format("eu").replace("2026-08", "2026-13"), "not a day"),
    ],
)
def test_an_index_of_another_kind_is_refused(list_file, list_context, index, message):
    with pytest.raises(ImportRefused, match=message):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", **{"_index.yaml": index, "eu-1.yaml": SHORT})


def test_two_indexes_of_a_list_or_two_forms_of_its_records_are_refused(list_file, list_context):
    indexes = {name: INDEX.format("eu") for name in ("a/_index.yaml", "b/_index.yaml")}
    with pytest.raises(ImportRefused, match="expected one index a list at most"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", **indexes, **{"eu-1.yaml": SHORT})
    full = "eu_reference_number: EU.6257.64\nregulations: [{programme: HR}]\n"
    with pytest.raises(ImportRefused, match="records of eu, eu short; expected some of eu or eu short, of one form"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", **{"eu-1.yaml": full, "eu-2.yaml": SHORT})


def test_a_record_listed_twice_is_refused(list_file, list_context):
    with pytest.raises(ImportRefused, match=r"eu-fsf-EU\.6257\.64 stands in 2 records"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", date="2021-03-03", **{"a.yaml": SHORT, "b.yaml": SHORT})


def test_too_few_entries_are_refused_with_the_reason(list_file, list_context):
    with pytest.raises(ImportRefused, match="1 entries on eu-ghrsr; expected 4 to 500"):
        file = list_file(archive(**{"a.yaml": SHORT}), "eu_fsf_hr_yaml.tar.gz", "2021-03-03")
        met(eu_fsf.read_states, [file], list_context)


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.yaml", "a/../../up.yaml", "..\\up.yaml"])
def test_a_member_outside_of_the_archive_is_refused(list_file, list_context, name):
    with pytest.raises(ImportRefused, match="points out of the archive"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", **{name: SHORT})


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text", "", "---\na: 1\n---\nb: 2\n", "a: [1", "1: a"])
def test_what_is_no_record_is_refused(text):
    with pytest.raises(ImportRefused, match=r"x\.yaml"):
        read_yaml(text.encode(), "x.yaml")


@pytest.mark.parametrize(
    ("name", "importers"),
    [
        ("eu_fsf_hr_yaml.tar.gz", ["eu_fsf"]),
        ("eu_fsf_hr_full_yaml.tar", ["eu_fsf"]),
        ("uksl_ghr_gac_yaml.2026.tar.gz", ["gb_fcdo"]),
        ("ca_jvcfoa_yaml.tar.gz", ["ca_sema"]),
        ("au_thematic_yaml.tar.gz", ["au_dfat"]),
        ("ammitto_yaml.tar.gz", ["au_dfat", "ca_sema", "eu_fsf", "gb_fcdo"]),
        ("eu-1.yaml", ["au_dfat", "ca_sema", "eu_fsf", "gb_fcdo"]),
        ("_index.yaml", ["au_dfat", "ca_sema", "eu_fsf", "gb_fcdo"]),
        ("README.md", []),
        ("eu_ghrsr_first_last_seen.csv", []),
        ("sdn.tar.gz", []),
    ],
)
def test_names(name, importers):
    assert [i for i in ("au_dfat", "ca_sema", "eu_fsf", "gb_fcdo") if importer(i).recognises(name)] == importers
