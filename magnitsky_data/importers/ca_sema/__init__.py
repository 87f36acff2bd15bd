"""Canada's list under the Justice for Victims of Corrupt Foreign Officials Act (S.C. 2017, c. 21), in its publications.

``sema-lmes.xml`` of Global Affairs Canada, which holds all autonomous sanctions; the schedule to the
regulations themselves, as the Justice Laws Website consolidates them in both languages; a YAML mirror of the
first.
"""

from collections.abc import Iterator

from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.ca_sema.consolidated import read_sema, record_entry
from magnitsky_data.importers.ca_sema.person import LIST_ID
from magnitsky_data.importers.ca_sema.schedule import read_schedules
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.mirror import Form, names, read_mirror
from magnitsky_data.importers.lists.publications import Publication, publication_of, read_publications

ID = "ca_sema"

RECORDS = Form("ca", LIST_ID, "Consolidated Canadian Autonomous Sanctions List", record_entry)

PUBLICATIONS = (
    Publication(
        r"sema-lmes[\w.-]*\.xml", "sema-lmes.xml", lambda files, context: (read_sema(file, context) for file in files)
    ),
    Publication(r"(SOR|DORS)-2017-233[\w.-]*\.xml", "SOR-2017-233.xml", read_schedules),
    Publication(
        names("ca_jvcfoa"), "ca_jvcfoa_yaml.tar.gz", lambda files, context: read_mirror(files, context, (RECORDS,))
    ),
)


def recognises(name: str) -> bool:
    """Tell the publications of the list by their official names."""
    return publication_of(name, PUBLICATIONS) is not None


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states of the list that the files of a folder hold."""
    return read_publications(files, context, PUBLICATIONS)
