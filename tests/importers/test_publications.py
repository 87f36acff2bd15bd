"""The publications of a list by the names of their files, and the facts of the sources that they become."""

from collections.abc import Callable

import pytest

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile, importer, importers
from magnitsky_data.importers.lists import ListState

LISTS = ("au_dfat", "ca_sema", "eu_fsf", "gb_fcdo")


@pytest.mark.parametrize(
    ("name", "path", "facts"),
    [
        ("au_dfat", "au/2026-08-02/Australian_Sanctions_Consolidated_List.xlsx", ("AU", "en", "Consolidated List")),
        ("ca_sema", "ca/2025-07-24/DORS-2017-233.xml", ("CA", "fr", "Règlement relatif à la justice pour les victimes de dirigeants étrangers corrompus, DORS/2017-233")),
        ("gb_fcdo", "uk/2025-04-14/ConList.xlsx", ("GB", "en", "Consolidated List of Financial Sanctions Targets in the UK")),
    ],
)  # fmt: skip
def test_a_source_has_the_facts_of_its_publication(
    state_of: Callable[..., ListState], name: str, path: str, facts: tuple[str, ...]
) -> None:
    state = state_of(name, path, "download")
    (source,) = state.sources
    code, language, title = facts
    assert (source["jurisdiction_code"], source["language_code"]) == (code, language)
    assert source["title"] == f"{title}, state of {path.split('/')[1]}"
    assert (source["source_type"], source["is_official"], source["is_party_to_case"]) == (
        "official_list",
        "true",
        "false",
    )
    day = path.split("/")[1]
    assert source["document_date"] == source["copy_date"] == source["file_date"] == state.list_date == day
    assert source["source_id"].endswith(f"-{day}-{state.main_sha256[:8]}")
    assert {entry.source_id for entry in state.entries} == {source["source_id"]}
    assert all(entry.source_locator for entry in state.entries)


@pytest.mark.parametrize("name", LISTS)
def test_a_file_of_no_publication_is_refused_with_the_names_of_those_that_are_read(
    name: str, list_file: Callable[..., OfficialFile], list_context: Context
) -> None:
    with pytest.raises(ImportRefused, match=r"sanctions\.pdf: no publication that is read has such a name") as refusal:
        list(importer(name).read_states([list_file(b"%PDF", "sanctions.pdf", "2026-01-01")], list_context))
    told = str(refusal.value).partition("expected one such as ")[2].partition(";")[0].split(", ")
    assert len(told) >= 2
    assert all(map(importer(name).recognises, told))


def test_no_official_file_is_of_two_lists() -> None:
    for name in (
        "UK-Sanctions-List.xml",
        "ConList.xlsx",
        "sema-lmes.xml",
        "SOR-2017-233.xml",
        "xmlFullSanctionsList_1_1.xml",
        "regulation8_consolidated.xls",
    ):
        assert sum(module.recognises(name) for module in importers().values()) == 1
