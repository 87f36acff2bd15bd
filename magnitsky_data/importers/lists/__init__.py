"""Sanction lists: what every list importer yields, and the store that keeps their history.

One legal list may have several publications (the UK's OFSI and FCDO files and a mirror): one importer knows
them all by the names of their files, and yields a ``ListState`` for each state of the list in them. They go to
one store, ``raw/imported/<list_id>``, since they tell of the same entries.

What its module offers, ``importers.ListImporter`` says.
"""

from dataclasses import dataclass, field

from magnitsky_data.contract.cells import Row


@dataclass(frozen=True)
class Name:
    """A name of an entry; ``name_type`` is primary, alias, former or native."""

    name: str
    name_type: str
    is_weak: bool = False
    script_code: str = ""
    language_code: str = ""


@dataclass(frozen=True)
class Particular:
    """Anything else that a list says of an entry; types as in list_particulars.particular_type."""

    particular_type: str
    value: str
    date_earliest: str = ""
    date_latest: str = ""
    is_circa: bool | None = None  # None: not a date
    country_code: str = ""
    related_entry_id: str = ""


@dataclass(frozen=True)
class Measure:
    """A measure that the list records for an entry under a programme."""

    program_id: str
    measure_type: str
    start_date: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of a list in one state, on a programme that this dataset covers.

    ``parts`` holds what this publication says, by part of the record (``names``, ``aliases``,
    ``weak_aliases``, ``remarks``, ``title``, ``addresses``, ``measures``): a part that is there
    replaces an older one whole, a part that is missing leaves it. An empty tuple says that the
    publication has the part and it is empty for this entry.
    """

    entry_id: str
    official_id: str
    programs: tuple[str, ...]
    entity_type: str = ""  # empty: the publication does not tell
    listed_name: str = ""
    listed_date: str = ""
    source_id: str = ""  # file of name and type
    source_locator: str = ""
    parts: dict[str, tuple[Name | Particular | Measure, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ListState:
    """One state of a list as one publication shows it.

    ``coverage`` complete: ``entries`` holds every entry on our programmes. ids_only, names_only:
    ``present`` holds every id (entry_id) that stands in the file; the store keeps those in scope,
    each with its documented programmes. partial: ``entries`` proves presence only.
    """

    list_id: str
    publication: str
    list_date: str
    list_date_basis: str  # in_file, download, upper_bound
    coverage: str
    main_sha256: str
    sources: tuple[Row, ...]
    entry_count: int | None = None  # entries in the file, all programmes
    part_count: int = 0  # the same in a file that is a part of the list
    is_additive_only: bool = False
    entries: tuple[Entry, ...] = ()
    present: frozenset[str] = frozenset()
    earliest_date: str = ""  # with an upper bound: day on which the list certainly was not older
    rank: int = 0  # of two states of one day the higher gives the parts of an entry

    @property
    def snapshot_id(self) -> str:
        """List, day and the first 8 hex digits of the main file."""
        return f"{self.list_id}-{self.list_date}-{self.main_sha256[:8]}"
