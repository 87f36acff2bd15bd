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
from magnitsky_data.importers.lists.mirror import Form, names, read_mirror
from magnitsky_data.importers.lists.publications import Publication, publication_of, read_publications

ID = "au_dfat"

RECORDS = Form("au", LIST_ID, "DFAT Consolidated List", record_entry)

PUBLICATIONS = (
    Publication(
        r"(regulation8_consolidated|Australian_Sanctions_Consolidated_List)[\w.-]*\.xlsx?",
        "Australian_Sanctions_Consolidated_List.xlsx",
        lambda files, context: (read_workbook(file, context) for file in files),
    ),
    Publication(
        names("au_thematic"), "au_thematic_yaml.tar.gz", lambda files, context: read_mirror(files, context, (RECORDS,))
    ),
)


def recognises(name: str) -> bool:
    """Tell the publications of the list by their official names."""
    return publication_of(name, PUBLICATIONS) is not None


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states of the list that the files of a folder hold."""
    return read_publications(files, context, PUBLICATIONS)
