"""The UK Sanctions List of the Foreign, Commonwealth and Development Office: XML, CSV and the short ODS.

https://www.gov.uk/government/publications/the-uk-sanctions-list. The XML has one element a designation,
the CSV one row a combination of names, addresses, numbers and so on, the short ODS one row a designation
with its measures and without aliases or particulars.
"""

import re
from collections.abc import Callable, Iterator

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.gb_fcdo.element import read_xml_list
from magnitsky_data.importers.gb_fcdo.rows import read_csv_list
from magnitsky_data.importers.gb_fcdo.short import read_ods_list
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import Expectation, meet

ID = "gb_fcdo"

EXPECTATIONS = (
    Expectation("gb-ghr", 49, 400, "49 named on the first day; some 25 a year since", 0.5, 1.0, since="2020-07-06"),
    Expectation("gb-ghr", 152, 400, "152 on 2025-08-11, none ever removed", 0.5, 1.0, since="2025-08-11"),
    Expectation("gb-gac", 22, 200, "22 named on the first day, 5 three months later", 0.5, 1.0, since="2021-04-26"),
    Expectation("gb-gac", 60, 200, "65 on 2025-08-11, one removed before", 0.5, 1.0, since="2025-08-11"),
)
SHORT_EXPECTATIONS = tuple(
    Expectation(e.program_id, e.minimum, e.maximum, e.reason, 0.0, e.listed_dates, e.since) for e in EXPECTATIONS
)  # the short edition has no birth dates


def recognises(name: str) -> bool:
    """Tell the three renderings by their official names, older ones included."""
    return bool(re.fullmatch(r"UK[-_]Sanctions[-_]List[\w.-]*\.(xml|csv)|FCDO_SL_[\w. -]+\.ods", name))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state of the list that each file holds."""
    for file in files:
        expectations = SHORT_EXPECTATIONS if file.name.endswith(".ods") else EXPECTATIONS
        yield meet(_reader(file)(file), expectations, file.name)


def _reader(file: OfficialFile) -> Callable[[OfficialFile], ListState]:
    readers = {"xml": read_xml_list, "csv": read_csv_list, "ods": read_ods_list}
    extension = file.name.rsplit(".", 1)[-1]
    if extension not in readers:
        raise ImportRefused(
            f"{file.name}: no rendering of the UK Sanctions List that is known; expected .xml, .csv or .ods"
        )
    return readers[extension]
