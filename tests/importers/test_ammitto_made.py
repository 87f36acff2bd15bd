"""Archives and records made for a test: damaged, forged, or of another kind; and loose files."""

import gzip
import io
import tarfile

import pytest

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, ammitto
from magnitsky_data.importers.ammitto.archive import document, members

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


def archive(**texts):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for name, text in texts.items():
            content = text.encode() if isinstance(text, str) else text
            info = tarfile.TarInfo(name.replace("__", "."))
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return data.getvalue()


def read(list_file, list_context, name, *, date="2026-08-22", **texts):
    return list(ammitto.read_states([list_file(archive(**texts), name, date)], list_context))


def test_short_eu_records_need_a_date_and_an_archive_of_the_regime(list_file, list_context):
    name = "eu_fsf_hr_yaml.tar.gz"
    (found,) = read(
        list_file,
        list_context,
        name,
        date="2021-03-03",
        **{f"eu-{n}.yaml": SHORT.replace("6257", str(n)) for n in range(4)},
    )
    assert len(found.entries) == 4
    with pytest.raises(ImportRefused, match="--date"):
        read(list_file, list_context, name, date="", **{"eu-1.yaml": SHORT})
    with pytest.raises(ImportRefused, match="tell no programme"):
        read(list_file, list_context, "eu_fsf_hr_full_yaml.tar.gz", **{"eu-1.yaml": SHORT})


def test_loose_short_records_are_kept_only_where_documented(list_file):
    list_context = Context(frozenset(), frozenset(), {}, {}, {}, scope={"eu-fsf-EU.6257.64": ("eu-ghrsr",)})
    files = [
        list_file(SHORT.encode(), "a.yaml", "2021-03-23"),
        list_file(SHORT.replace("6257", "9999").encode(), "b.yaml", "2021-03-23"),
    ]
    (found,) = ammitto.read_states(files, list_context)
    assert (found.coverage, [e.entry_id for e in found.entries]) == ("partial", ["eu-fsf-EU.6257.64"])
    assert [s["source_id"] for s in found.sources] == [f"ammitto-eu-yaml-2021-03-23-{files[0].sha256[:8]}"]


def test_loose_files_with_an_index_are_a_state(sources, list_file, list_context):
    inside = members(list_file(sources / "ca/2026-08-22/ca_jvcfoa_yaml.tar.gz"))
    (found,) = ammitto.read_states([list_file(data, name) for name, data in inside], list_context)
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
        (("LIBYA", "ATLANTIS"), "'ATLANTIS' was not seen before"),
        (("person", "starship"), "'starship' was not seen before"),
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
        (INDEX.format("uk"), "records are of EU"),
        (INDEX.format("eu").replace(":v1", ":v2"), "schema"),
        (INDEX.format("eu") + "pruned: true\n", "'pruned' is new"),
        (INDEX.format("eu").replace("2026-08", "2026-13"), "not a day"),
    ],
)
def test_an_index_of_another_kind_is_refused(list_file, list_context, index, message):
    with pytest.raises(ImportRefused, match=message):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", **{"_index.yaml": index, "eu-1.yaml": SHORT})


def test_a_record_listed_twice_is_refused(list_file, list_context):
    with pytest.raises(ImportRefused, match=r"eu-fsf-EU\.6257\.64 is in two records"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", date="2021-03-03", **{"a.yaml": SHORT, "b.yaml": SHORT})


def test_too_few_entries_are_refused_with_the_reason(list_file, list_context):
    with pytest.raises(ImportRefused, match="1 entries on eu-ghrsr; expected 4 to 500"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", date="2021-03-03", **{"a.yaml": SHORT})


@pytest.mark.parametrize("cut", [1, 100, 20_000])
def test_a_cut_archive_is_refused(sources, list_file, list_context, cut):
    data = (sources / "eu/2026-02-03/eu_fsf_hr_yaml.tar.gz").read_bytes()
    with pytest.raises(ImportRefused, match="truncated"):
        list(ammitto.read_states([list_file(data[:-cut], "eu_fsf_hr_yaml.tar.gz", "2026-02-03")], list_context))


def test_a_tar_cut_at_a_member_is_refused(sources, list_file, list_context):
    data = gzip.decompress((sources / "eu/2026-02-03/eu_fsf_hr_yaml.tar.gz").read_bytes())
    with pytest.raises(ImportRefused, match="no end mark"):
        list(ammitto.read_states([list_file(data[:10240], "eu_fsf_hr_yaml.tar", "2026-02-03")], list_context))


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.yaml", "a/../../up.yaml", "..\\up.yaml"])
def test_a_member_outside_of_the_archive_is_refused(list_file, list_context, name):
    with pytest.raises(ImportRefused, match="points out of the archive"):
        read(list_file, list_context, "eu_fsf_hr_yaml.tar.gz", **{name: SHORT})


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(list_file, kind):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        info = tarfile.TarInfo("eu-1.yaml")
        info.type, info.linkname = kind, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(ImportRefused, match="link or device"):
        members(list_file(data.getvalue(), "eu_fsf_hr_yaml.tar.gz"))


def test_a_bomb_is_refused(list_file):
    data = archive(**{"eu-1.yaml": bytes(3_000_000)})
    assert len(data) < 10_000
    with pytest.raises(ImportRefused, match="1,000,000 bytes when unpacked"):
        members(list_file(data, "eu_fsf_hr_yaml.tar.gz"), limit=1_000_000)
    with pytest.raises(ImportRefused, match="no record is that large"):
        document(bytes(3_000_000), "eu-1.yaml")


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text", "", "---\na: 1\n---\nb: 2\n", "a: [1", "1: a"])
def test_what_is_no_record_is_refused(text):
    with pytest.raises(ImportRefused, match=r"x\.yaml"):
        document(text.encode(), "x.yaml")


def test_an_indicator_that_disagrees_is_refused(sources, list_file, list_context):
    inside = dict(members(list_file(sources / "uk/2026-08-22/uksl_ghr_gac_yaml.tar.gz")))
    gac = inside["gac0005.yaml"].decode()
    for change, message in [
        (("  travel_ban: true", "  travel_ban: false"), "travel_ban is False"),
        (("|Travel Ban", "|Travel Ban|Exile"), "'exile' was not seen before"),
        (("Anti-Corruption Sanctions Regulations 2021", "Anti-Corruption Sanctions Regulations 2031"), "regime_name"),
        (("Primary name variation", "Nickname"), "'nickname' was not seen before"),
    ]:
        assert change[0] in gac
        with pytest.raises(ImportRefused, match=message):
            read(list_file, list_context, "uksl_ghr_gac_yaml.tar.gz", **{"gac0005.yaml": gac.replace(*change)})


def test_other_regimes_of_the_collection_are_passed_over(sources, list_file, list_context):
    inside = dict(members(list_file(sources / "uk/2026-08-22/uksl_ghr_gac_yaml.tar.gz")))
    other = (
        inside["gac0005.yaml"]
        .decode()
        .replace(
            "The Global Anti-Corruption Sanctions Regulations 2021", "The Russia (Sanctions) (EU Exit) Regulations 2019"
        )
    )
    (found,) = ammitto.read_states(
        [list_file(data, name) for name, data in {**inside, "rus0001.yaml": other.encode()}.items()], list_context
    )
    assert len(found.entries) == 246
    assert found.entry_count == 247
