"""What third parties have made of OFAC's files."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from official_files import context, opened, read_all, wrapped

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import ListState, Name
from magnitsky_data.importers.us_ofac import read_states, recognises
from magnitsky_data.importers.us_ofac.reductions import given_first


def reduced(**changes: Any) -> ListState:
    entries = [
        {"uid": "23343", "name": "KADYROV, Ramzan Akhmatovich", "aliases": ["X"], "program": "GLOMAG] [MAGNIT] [RUSSIA-EO14024", "type": "individual"},
        {"uid": "36", "name": "MAGNITOGORSK", "aliases": [], "program": "CUBA", "type": "-0-"},
    ]  # fmt: skip
    document = {
        "downloaded_at": "2026-07-12T03:56:35.710202Z",
        "source": "",
        "source_urls": [],
        "entry_count": 2,
        "entries": entries,
    } | changes
    (found,) = read_all(read_states, [wrapped("sdn_and_alt_reduced.json", json.dumps(document).encode())], context())
    return found


def test_the_reduced_list() -> None:
    found = reduced()
    assert (found.publication, found.coverage, found.entry_count) == ("SDN.CSV reduced", "complete", 2)
    assert (found.list_date, found.list_date_basis) == ("2026-07-11", "download")  # 23:56 in Washington
    (entry,) = found.entries
    assert (entry.entry_id, entry.programs, entry.entity_type) == (
        "us-ofac-23343",
        ("us-glomag", "us-magnit"),
        "person",
    )
    assert entry.parts == {"names": (Name("KADYROV, Ramzan Akhmatovich", "primary"),)}  # its aliases have no type
    assert (found.sources[0]["is_official"], found.sources[0]["source_type"]) == ("false", "list_mirror")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"entry_count": 3}, "entry_count 3"),
        ({"downloaded_at": "yesterday"}, "not a time"),
        ({"downloaded_at": "2026-07-12T03:56:35"}, "no time zone"),
        ({"colour": 1}, "'colour' is new"),
        ({"entries": [{"uid": "x1", "name": "", "program": "", "type": ""}], "entry_count": 1}, "ent_num 'x1'"),
        (
            {"entries": [{"uid": "1", "name": "A", "program": "GLOMAG", "type": "ship"}], "entry_count": 1},
            "type 'ship'",
        ),
        (
            {"entries": [{"uid": "1", "name": "A", "program": "CUBA", "type": "", "x": 1}], "entry_count": 1},
            "'x' is new",
        ),
        ({"entries": [{"uid": "1", "name": "A", "program": "CUBA", "type": ""}] * 2}, "stands twice"),
    ],
)
def test_a_reduced_list_of_another_shape_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ImportRefused, match=message):
        reduced(**changes)


def test_the_real_reduced_list(sources: Path) -> None:
    (found,) = read_all(read_states, [opened(sources / "ofac/2026-07-11/sdn_and_alt_reduced.json.gz")], context())
    counts = Counter(program for entry in found.entries for program in entry.programs)
    assert (found.list_date, found.entry_count, len(found.entries)) == ("2026-07-11", 19143, 803)
    assert counts == {"us-magnit": 64, "us-glomag": 740}
    kinds = Counter((program, entry.entity_type) for entry in found.entries for program in entry.programs)
    assert kinds["us-magnit", "person"] == 62
    assert (kinds["us-glomag", "person"], kinds["us-glomag", "organization"], kinds["us-glomag", "vessel"]) == (
        257,
        326,
        157,
    )


def test_aliases_left_out_of_the_reduced_list_are_all_in_alt_csv(sources: Path) -> None:
    """Why nothing is lost: the typed aliases of 2026-06-02 are the same names for all 803 entries."""
    document = json.loads(opened(sources / "ofac/2026-07-11/sdn_and_alt_reduced.json.gz").data)
    (found,) = read_all(read_states, [opened(sources / "ofac/2026-07-11/sdn_and_alt_reduced.json.gz")], context())
    scope = {entry.entry_id: entry.programs for entry in found.entries}
    (alt,) = read_all(read_states, [opened(sources / "ofac/2026-06-02/alt.csv.gz", "2026-06-02")], context(scope))
    typed = {e.official_id: {n.name for n in e.parts["aliases"] if isinstance(n, Name)} for e in alt.entries}
    untyped = {
        e["uid"]: set(e["aliases"]) for e in document["entries"] if f"us-ofac-{e['uid']}" in scope and e["aliases"]
    }
    assert typed == untyped
    assert len(typed) == 308


def test_rows_of_sdn_csv(sources: Path) -> None:
    path = sources / "ofac/2026-06_rows/sdn_rows_glomag_added_after_2024-05-03.csv.gz"
    assert recognises("sdn_rows_glomag_added_after_2024-05-03.csv")
    (found,) = read_all(read_states, [opened(path, "2026-07-11", "upper_bound")], context())
    assert (found.publication, found.coverage, found.entry_count, len(found.entries)) == (
        "SDN.CSV rows",
        "partial",
        None,
        57,
    )
    assert (found.list_date, found.list_date_basis) == ("2026-07-11", "upper_bound")
    nazar = next(e for e in found.entries if e.official_id == "49148")
    assert nazar.parts["weak_aliases"] == (Name("MOHAMMED, Nazar", "alias", is_weak=True),)
    linked = next(p for p in nazar.parts["remarks"] if getattr(p, "particular_type", "") == "linked_to")
    assert linked.related_entry_id == "us-ofac-49150"  # MOHAMED'S ENTERPRISE, in the same file


def test_ids_of_an_extract_of_the_advanced_xml(sources: Path) -> None:
    path = sources / "ofac/2025-08_names/sdn_names_from_sdn_advanced.jsonl.gz"
    (found,) = read_all(read_states, [opened(path, "2025-09-07", "upper_bound")], context())
    assert (found.coverage, found.entry_count, len(found.present), found.entries) == ("ids_only", 17815, 17815, ())
    assert "us-ofac-54946" in found.present  # DE MORAES, listed 2025-07-30
    assert "us-ofac-55583" not in found.present  # LEX, listed 2025-09-22
    for data, message in (
        (b'{"entity_id": 3', "jsonl:1: not JSON"),
        (b'{"id": 3}', "no field 'entity_id'|'id' is new"),
        (b'{"entity_id": 3}\n{"entity_id": 3}', "twice"),
    ):
        with pytest.raises(ImportRefused, match=message):
            read_all(read_states, [wrapped("sdn_names_from_sdn_advanced.jsonl", data, "2025-09-07")], context())


NAMES = {
    "us-ofac-1": "SOYLU, Suleyman",
    "us-ofac-23343": "KADYROV, Ramzan Akhmatovich",
    "us-ofac-36459": "KADYROV, Ramzan Akhmatovich",
    "us-ofac-23252": "GERTLER, Dan",
    "us-ofac-30582": "CHERIZIER, Jimmy",
    "us-ofac-23329": "AFRICADA INSURANCE COMPANY",
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-10-16", {"us-ofac-1", "us-ofac-23252"}),  # SOYLU was listed from 2018-08-01 to 2018-11-02
        ("2020-04-22", {"us-ofac-23252"}),
        ("2021-02-26", {"us-ofac-23252", "us-ofac-30582"}),  # CHERIZIER since 2020-12-10
    ],
)
def test_names_of_persons(sources: Path, day: str, expected: set[str]) -> None:
    file = opened(sources / f"ofac/{day}_names/sanctions_names.yml.gz", "1999-01-01")
    assert recognises(file.name)
    (found,) = read_all(read_states, [file], context(names=NAMES))
    assert (found.list_date, found.list_date_basis, found.coverage) == (day, "in_file", "names_only")
    assert found.present == expected  # a name that two entries share tells of neither


def yaml_file(text: str) -> list[ListState]:
    return read_all(read_states, [wrapped("sanctions_names.yml", text.encode())], context(names=NAMES))


def test_only_the_part_of_the_sdn_list_is_read() -> None:
    text = "---\nHMT-Sanctions:\n  names:\n  - Dan GERTLER\n  updated: 1\nOFAC-SDN:\n  names:\n  - Suleyman SOYLU\n  updated: 1539648000\n"
    assert yaml_file(text)[0].present == {"us-ofac-1"}
    assert given_first("AFRICADA INSURANCE COMPANY") == "AFRICADA INSURANCE COMPANY"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("HMT-Sanctions:\n  names: []\n", "no part 'OFAC-SDN'"),
        ("OFAC-SDN:\n  names: !!python/object/apply:os.getcwd []\n  updated: 1539648000\n", "not a plain YAML record"),
        ("OFAC-SDN:\n  names: [a, b\n", "not a plain YAML record"),
        ("OFAC-SDN:\n- a\n", "named fields"),
        ("OFAC-SDN:\n  names: []\n  updated: 1539648001\n", "expected seconds at midnight"),
        ("OFAC-SDN:\n  names: []\n  colour: red\n  updated: 1539648000\n", "'colour' is new"),
        ("OFAC-SDN:\n  content:\n  - names: [A]\n    shoe: 44\n  updated: 1539648000\n", "'shoe' is new"),
    ],
)
def test_yaml_of_another_shape_is_refused(text: str, message: str) -> None:
    with pytest.raises(ImportRefused, match=message):
        yaml_file(text)
