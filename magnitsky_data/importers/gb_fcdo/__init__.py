"""The British list of the global human rights and anti-corruption regimes, in its four publications.

The UK Sanctions List of the Foreign, Commonwealth and Development Office
(https://www.gov.uk/government/publications/the-uk-sanctions-list) as XML, one element a designation, and as
short ODS, one row a designation with its measures and without aliases or particulars; its CSV says the same
as the XML and is not read. OFSI's ``ConList.xlsx`` until 28 January 2026. A YAML mirror of the XML.
"""

from collections.abc import Iterator
from dataclasses import replace

from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.gb_fcdo.designation import LIST_ID
from magnitsky_data.importers.gb_fcdo.element import read_xml_list
from magnitsky_data.importers.gb_fcdo.mirrored import record_entry
from magnitsky_data.importers.gb_fcdo.ofsi import read_conlist
from magnitsky_data.importers.gb_fcdo.short import read_ods_list
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import Expectation
from magnitsky_data.importers.lists.mirror import Form, names, read_mirror
from magnitsky_data.importers.lists.publications import Publication, publication_of, read_publications

ID = "gb_fcdo"

EXPECTATIONS = (
    Expectation("gb-ghr", 49, 400, "49 named on the first day; some 25 a year since", 0.5, 1.0, since="2020-07-06"),
    Expectation("gb-ghr", 81, 400, "81 on 2022-05-04, none ever removed", 0.5, 1.0, since="2022-05-04"),
    Expectation("gb-ghr", 143, 400, "143 on 2025-04-10, none ever removed", 0.5, 1.0, since="2025-04-10"),
    Expectation("gb-ghr", 152, 400, "152 on 2025-08-11, none ever removed", 0.5, 1.0, since="2025-08-11"),
    Expectation("gb-gac", 22, 200, "22 named on the first day, 5 three months later", 0.5, 1.0, since="2021-04-26"),
    Expectation("gb-gac", 27, 200, "27 on 2022-05-04, one removed since", 0.5, 1.0, since="2022-05-04"),
    Expectation("gb-gac", 60, 200, "66 on 2025-04-10, one removed since", 0.5, 1.0, since="2025-04-10"),
)
# Neither the short edition nor the mirror has birth dates.
WITHOUT_BIRTHS = tuple(replace(e, birth_dates=0.0) for e in EXPECTATIONS)
RECORDS = Form("uk", LIST_ID, "UK Sanctions List", record_entry, WITHOUT_BIRTHS)

PUBLICATIONS = (
    Publication(
        r"UK[-_]Sanctions[-_]List[\w.-]*\.xml",
        "UK-Sanctions-List.xml",
        lambda files, context: map(read_xml_list, files),
        EXPECTATIONS,
    ),
    Publication(
        r"FCDO_SL_[\w. -]+\.ods",
        "FCDO_SL_Mon_Aug_11_2025.ods",
        lambda files, context: map(read_ods_list, files),
        WITHOUT_BIRTHS,
    ),
    Publication(r"ConList[\w.-]*\.xlsx", "ConList.xlsx", lambda files, context: map(read_conlist, files), EXPECTATIONS),
    Publication(
        names("uksl_ghr_gac"), "uksl_ghr_gac_yaml.tar.gz", lambda files, context: read_mirror(files, (RECORDS,))
    ),
)


def recognises(name: str) -> bool:
    """Tell the publications of the list by their official names, older ones included."""
    return publication_of(name, PUBLICATIONS) is not None


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states of the list that the files of a folder hold."""
    return read_publications(files, context, PUBLICATIONS)
