"""The British list of the global human rights and anti-corruption regimes, in its four publications.

The UK Sanctions List of the Foreign, Commonwealth and Development Office
(https://www.gov.uk/government/publications/the-uk-sanctions-list) as XML, one element a designation, and as
short ODS, one row a designation with its measures and without aliases or particulars; its CSV says the same
as the XML and is not read. OFSI's ``ConList.xlsx`` until 28 January 2026. A YAML mirror of the XML.
"""

from collections.abc import Iterator

from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.gb_fcdo.designation import LIST_ID
from magnitsky_data.importers.gb_fcdo.element import read_xml_list
from magnitsky_data.importers.gb_fcdo.mirrored import record_entry
from magnitsky_data.importers.gb_fcdo.ofsi import read_conlist
from magnitsky_data.importers.gb_fcdo.short import read_ods_list
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.mirror import Form, names, read_mirror
from magnitsky_data.importers.lists.publications import Publication, publication_of, read_publications

ID = "gb_fcdo"

RECORDS = Form("uk", LIST_ID, "UK Sanctions List", record_entry)

PUBLICATIONS = (
    Publication(
        r"UK[-_]Sanctions[-_]List[\w.-]*\.xml",
        "UK-Sanctions-List.xml",
        lambda files, context: (read_xml_list(file, context) for file in files),
    ),
    Publication(
        r"FCDO_SL_[\w. -]+\.ods",
        "FCDO_SL_Mon_Aug_11_2025.ods",
        lambda files, context: (read_ods_list(file, context) for file in files),
    ),
    Publication(
        r"ConList[\w.-]*\.xlsx", "ConList.xlsx", lambda files, context: (read_conlist(file, context) for file in files)
    ),
    Publication(
        names("uksl_ghr_gac"),
        "uksl_ghr_gac_yaml.tar.gz",
        lambda files, context: read_mirror(files, context, (RECORDS,)),
    ),
)


def recognises(name: str) -> bool:
    """Tell the publications of the list by their official names, older ones included."""
    return publication_of(name, PUBLICATIONS) is not None


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states of the list that the files of a folder hold."""
    return read_publications(files, context, PUBLICATIONS)
