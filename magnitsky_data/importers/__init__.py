"""Official files to rows: one module or folder a list or an official record with all its publications, each a pure function of files.

An importer is a module that offers what ``ListImporter`` or ``UnitImporter`` says. To add one, write it, name it in
``list_importers`` or ``unit_importers`` and its folder in ``STORES`` of contract/layout.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import MagnitskyDataError, nearest
from magnitsky_data.importers.readings import Readings

if TYPE_CHECKING:
    from magnitsky_data.importers.lists import ListState


@dataclass(frozen=True)
class OfficialFile:
    """One file as it was published, with what is known of its origin."""

    name: str  # without compression suffix
    data: bytes  # uncompressed
    sha256: str
    file_date: str  # day given from outside: --date or source_files.csv; may be empty
    url: str
    found_url: str
    licence: str
    date_basis: str = ""  # in_file, download or upper_bound, for a state of a list
    earliest_date: str = ""  # with an upper bound: day on which the list certainly was not older


@dataclass(frozen=True)
class Context:
    """What importers may know beside the file: the curated selection, the ids of members, the facts of lists."""

    bills: frozenset[str]
    votes: frozenset[str]
    bioguide_by_lis: dict[str, str]
    bioguide_by_thomas: dict[str, str]
    codes: dict[str, tuple[str, ...]]  # allowed values by "table.column", from the descriptor
    scope: dict[str, tuple[str, ...]] = field(default_factory=dict)  # programmes by entry_id, as documented
    names_in_scope: dict[str, str] = field(default_factory=dict)  # listed name by entry_id, as documented
    readings: Readings = field(default_factory=Readings)  # facts of lists, and the texts that none of them reads


@dataclass(frozen=True)
class Extract:
    """Rows of one unit from one file, and the file's row in ``sources``."""

    unit: str
    source: Row
    tables: dict[str, list[Row]] = field(default_factory=dict)


class UnitImporter(Protocol):
    """A module that reads records of bills, votes or members, which are kept one source a unit."""

    ID: str  # name, also that of its folder under raw/imported
    OWNER: str  # column that tells which unit (bill, vote, member) a row belongs to
    AGREE: dict[str, tuple[str, ...]]
    """Columns by table in which two renderings of a unit must agree; the lesser then becomes a citation.
    Empty: the lesser record of a unit is dropped."""

    def recognises(self, name: str) -> bool:
        """Tell whether a file of that name is one of its own."""

    def read(self, file: OfficialFile, context: Context) -> Iterable[Extract]:
        """Yield what each unit in the file is; ``ImportRefused`` when the file is not what it should be."""

    def rank(self, source: Row) -> tuple[int | str, ...]:
        """Return the place of a source among those of a unit: the greatest is preferred."""


class ListImporter(Protocol):
    """A module that reads states of sanction lists, whose history ``lists.store`` keeps."""

    ID: str  # name; the states go to the folder of their list under raw/imported

    def recognises(self, name: str) -> bool:
        """Tell whether a file of that name is one of its own."""

    def read_states(self, files: list[OfficialFile], context: Context) -> Iterable["ListState"]:
        """Yield the states in the files of one folder, since some come in several (SDN.CSV with ALT.CSV)."""


def list_importers() -> dict[str, ListImporter]:
    """Return the importers of sanction lists by name."""
    from magnitsky_data.importers import au_dfat, ca_sema, eu_fsf, gb_fcdo, us_ofac

    modules: tuple[ListImporter, ...] = (au_dfat, ca_sema, eu_fsf, gb_fcdo, us_ofac)
    return {module.ID: module for module in modules}


def unit_importers() -> dict[str, UnitImporter]:
    """Return the importers of records by name."""
    from magnitsky_data.importers import ru_mfa, us_congress, us_legislators, us_votes

    modules: tuple[UnitImporter, ...] = (ru_mfa, us_congress, us_legislators, us_votes)
    return {module.ID: module for module in modules}


class ImporterNotFound(MagnitskyDataError):
    """No importer has that name."""

    exit_code = 2


def importers() -> dict[str, ListImporter | UnitImporter]:
    """Return all importers by name, in the order of their names."""
    found: dict[str, ListImporter | UnitImporter] = {**list_importers(), **unit_importers()}
    return {name: found[name] for name in sorted(found)}


def importer(name: str) -> ListImporter | UnitImporter:
    """Return an importer by its name; ``ImporterNotFound`` names the nearest."""
    known = importers()
    if name not in known:
        raise ImporterNotFound(f"no importer {name!r}; {nearest(name, known, 'expected one of ' + ', '.join(known))}")
    return known[name]
