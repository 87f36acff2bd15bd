"""Official files to rows: one module a list or an official record with all its publications, each a pure function of files.

An importer module offers

``ID``        its name, also that of its folder under raw/imported
``OWNER``     the column that tells which unit (bill, vote, member) a row belongs to
``AGREE``     columns by table in which two renderings of a unit must agree; the lesser then becomes a
              citation. Empty: the older record of a unit is dropped
``recognises(name)``        whether a file of that name is one of its own
``read(file, context)``     an ``Extract`` for each unit in the file
``rank(source)``            which of two sources of a unit is preferred: the greater

To add an importer, write such a module and name it in ``STORES`` of contract/layout.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.layout import STORES
from magnitsky_data.errors import MagnitskyDataError, nearest
from magnitsky_data.importers.readings import Readings

IMPORTERS = STORES


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


class Importer(Protocol):
    """What a module named in ``IMPORTERS`` offers; see the docstring of this package."""

    ID: str
    OWNER: str
    AGREE: dict[str, tuple[str, ...]]

    def recognises(self, name: str) -> bool: ...
    def read(self, file: OfficialFile, context: Context) -> Iterable[Extract]: ...
    def rank(self, source: Row) -> Any: ...


class ImporterNotFound(MagnitskyDataError):
    """No importer has that name."""

    exit_code = 2


def importer(name: str) -> Importer:
    """Return an importer by its name; ``ImporterNotFound`` names the nearest."""
    if name not in IMPORTERS:
        raise ImporterNotFound(
            f"no importer {name!r}; {nearest(name, IMPORTERS, 'expected one of ' + ', '.join(IMPORTERS))}"
        )
    module: Any = import_module(f"magnitsky_data.importers.{name}")
    return module  # type: ignore[no-any-return]
