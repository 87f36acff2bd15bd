"""Australia's Consolidated List of the Department of Foreign Affairs and Trade: workbook, and a YAML mirror.

``regulation8_consolidated.xls`` or ``.xlsx`` until about 2024, ``Australian_Sanctions_Consolidated_List.xlsx``
since. https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list
"""

from collections.abc import Iterator

from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.au_dfat.mirrored import record_entry
from magnitsky_data.importers.au_dfat.record import LIST_ID
from magnitsky_data.importers.au_dfat.workbook import read_workbook
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import Expectation
from magnitsky_data.importers.lists.mirror import Form, names, read_mirror
from magnitsky_data.importers.lists.publications import Publication, publication_of, read_publications

ID = "au_dfat"

EXPECTATIONS = (
    Expectation("au-human-rights", 25, 500, "25 listed in the first instrument", 0.8, 1.0, since="2022-03-30"),
    Expectation("au-human-rights", 95, 500, "105 in April 2026; none has left", 0.8, 1.0, since="2026-01-01"),
    Expectation(
        "au-corruption", 14, 200, "14 listed in the first instrument; none has left", 0.8, 1.0, since="2022-03-30"
    ),
)

RECORDS = Form("au", LIST_ID, "DFAT Consolidated List", record_entry, EXPECTATIONS)

PUBLICATIONS = (
    Publication(
        r"(regulation8_consolidated|Australian_Sanctions_Consolidated_List)[\w.-]*\.xlsx?",
        "Australian_Sanctions_Consolidated_List.xlsx",
        lambda files, context: (read_workbook(file, context) for file in files),
        EXPECTATIONS,
    ),
    Publication(names("au_thematic"), "au_thematic_yaml.tar.gz", lambda files, context: read_mirror(files, (RECORDS,))),
)


def recognises(name: str) -> bool:
    """Tell the publications of the list by their official names."""
    return publication_of(name, PUBLICATIONS) is not None


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states of the list that the files of a folder hold."""
    return read_publications(files, context, PUBLICATIONS)
