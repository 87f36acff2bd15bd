"""A file with one value missing or of another type is read or refused, and never ends in another error.

Nothing between an importer and the command line catches anything but a refusal: a slip in our own code must show.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
import small_files
from damage import damaged
from official_files import context as list_context
from official_files import wrapped
from small_project import Project, do_import

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile, unit_importers, us_votes
from magnitsky_data.importers.us_ofac import read_states

FILES = small_files.small_files()
REDUCED = {
    "sdn_and_alt_reduced.json": json.dumps(
        {
            "downloaded_at": "2026-07-12T03:56:35.710202Z",
            "entry_count": 1,
            "entries": [{"uid": "23343", "name": "KADYROV, Ramzan", "program": "GLOMAG", "type": "individual"}],
        }
    ),
    "sdn_names_from_sdn_advanced.jsonl": '{"entity_id": 36, "names": ["A"]}\n{"entity_id": 40, "names": ["B"]}\n',
    "sanctions_names.yml": "OFAC-SDN:\n  content:\n  - names:\n    - Ramzan KADYROV\n    dob_year:\n    - '1976'\n  updated: 1614297600\n",
}


def outcomes(name: str, text: str, read: Callable[[OfficialFile], Iterable[object]]) -> tuple[list[object], int]:
    """Return what a reader finds in damaged copies of a file, and how many of them it refuses by the file's name."""
    found: list[object] = []
    refused = 0
    for what, content in damaged(name, text):
        try:
            found += read(wrapped(name, content.encode(), "2026-06-15"))
        except ImportRefused as error:
            refused += 1
            assert name in str(error), what
    return found, refused


@pytest.mark.parametrize("name", FILES)
def test_a_record_of_another_shape_is_read_or_refused(name: str, context: Context) -> None:
    module = next(m for m in unit_importers().values() if m.recognises(name))
    known = replace(context, bills=context.bills | {"us-114-s-284"})
    found, refused = outcomes(name, FILES[name], lambda file: module.read(file, known))
    assert refused > len(found) / 10 > 0
    rows = [row for extract in found for rows in extract.tables.values() for row in rows]
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


@pytest.mark.parametrize("name", REDUCED)
def test_a_list_of_another_shape_is_read_or_refused(name: str) -> None:
    found, refused = outcomes(name, REDUCED[name], lambda file: read_states([file], list_context()))
    assert refused > len(found) / 10 > 0


@pytest.mark.parametrize("slip", [AttributeError, IndexError, KeyError, TypeError, ValueError])
def test_a_slip_of_an_importer_is_no_message_about_the_file(
    slip: type[Exception], empty: Project, put: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> Iterable[Extract]:
        raise slip("ours")

    monkeypatch.setattr(us_votes, "read", read)
    with pytest.raises(slip, match="ours"):
        do_import(empty, "us_votes", put("vote_112_2_00223.xml", FILES["vote_112_2_00223.xml"]))


def test_an_importer_that_writes_an_unknown_column_is_no_message_about_the_file(
    empty: Project, put: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = us_votes.read

    def read(file: OfficialFile, context: Context) -> Iterable[Extract]:
        for extract in good(file, context):
            extract.tables["votes"][0]["colour"] = "red"
            yield extract

    monkeypatch.setattr(us_votes, "read", read)
    with pytest.raises(KeyError, match="colour"):
        do_import(empty, "us_votes", put("vote_112_2_00223.xml", FILES["vote_112_2_00223.xml"]))
