"""Public YAML mirror of the British, Canadian, European and Australian lists by the Ammitto project.

https://github.com/ammitto (repositories data-uk, data-ca, data-eu, data-au): one file a record, and
``_index.yaml`` that tells list and time of the fetch. Read here are archives of the records of our
programmes, or a folder of such files.

What a state proves: records of the newer kind (with an index) are written and never deleted, as the
British ones show, so such a state proves no removal. The short European records are complete daily
states of the regime: each commit has the records that stood in the official file of that day.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.ammitto import au, ca, eu, uk
from magnitsky_data.importers.ammitto.archive import document, members
from magnitsky_data.importers.dates import given_day, iso_day
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.expect import Expectation, meet
from magnitsky_data.importers.reading import coded, known, source_row
from magnitsky_data.importers.text import scalar

ID = "ammitto"
PUBLICATION = "ammitto YAML"
INDEX = "_index.yaml"

ARCHIVE = re.compile(r"(uksl_ghr_gac|ca_jvcfoa|eu_fsf_hr|eu_fsf_hr_full|au_thematic)_yaml[\w.-]*\.tar(\.gz)?")
SHORT = "eu_fsf_hr_yaml"  # its records were picked by regime; a short record itself tells none


@dataclass(frozen=True)
class Kind:
    """A form of records: how to know it, what it is of, and how to read it."""

    source: str  # as in the index
    marks: tuple[str, ...]  # fields by which a record is known
    title: str
    list_id: str
    expectations: tuple[Expectation, ...]
    entry: Callable[[dict[str, Any], str, str, str, Context], Entry | None]
    is_additive_only: bool = True
    rank: int = -1  # official files give the particulars where both are of one day


KINDS = (
    Kind("uk", ("unique_id", "regime_name"), "UK Sanctions List", uk.LIST_ID, uk.EXPECTATIONS, uk.entry),
    Kind("ca", ("country", "item"), "Consolidated Canadian Autonomous Sanctions List", ca.LIST_ID, ca.EXPECTATIONS, ca.entry),
    Kind("eu", ("eu_reference_number", "regulations"), "EU consolidated list", eu.LIST_ID, eu.EXPECTATIONS, eu.entry),
    Kind("eu", ("ref_number", "ref_type"), "EU consolidated list, short records", eu.LIST_ID, eu.SHORT_EXPECTATIONS, eu.short_entry, False, -2),
    Kind("au", ("reference", "sanction"), "DFAT Consolidated List", au.LIST_ID, au.EXPECTATIONS, au.entry),
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One YAML file: where it lies, its record, the row of sources that it belongs to."""

    name: str
    record: dict[str, Any]
    source_id: str


def recognises(name: str) -> bool:
    """Tell the archives by their names, and YAML files of a folder by their suffix."""
    return ARCHIVE.fullmatch(name) is not None or name.endswith((".yaml", ".yml"))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state in each archive, and that of the YAML files of the folder together."""
    loose = [file for file in files if not ARCHIVE.fullmatch(file.name)]
    for file in files:
        if file not in loose:
            found = [(name, document(content, f"{file.name}: {name}")) for name, content in members(file)]
            yield _state(file, found, context)
    if loose:
        yield _folder(loose, context)


def _state(file: OfficialFile, found: list[tuple[str, dict[str, Any]]], context: Context) -> ListState:
    index, records = _split(found, file.name)
    kind = _kind(records, index, file.name)
    if not kind.is_additive_only and not file.name.startswith(SHORT):
        raise ImportRefused(
            f"{file.name}: records with 'ref_number' tell no programme; expected them in {SHORT}.tar.gz, which holds those of programme HR alone"
        )
    list_date, basis = _date(index, file, file.name)
    source = _source(file, kind, list_date)
    items = [Item(name, record, source["source_id"]) for name, record in records]
    state = ListState(
        kind.list_id, PUBLICATION, list_date, basis, "complete", file.sha256, (source,),
        is_additive_only=kind.is_additive_only, entries=_entries(items, kind, file.name, context), rank=kind.rank,
    )  # fmt: skip
    return meet(state, kind.expectations, file.name)


def _folder(files: list[OfficialFile], context: Context) -> ListState:
    """Return the state of loose files: complete with an index, else it proves presence only."""
    where = f"{len(files)} YAML files"
    found = [(file.name, document(file.data, file.name)) for file in files]
    index, records = _split(found, where)
    kind = _kind(records, index, where)
    main = next((file for file in files if PurePosixPath(file.name).name == INDEX), files[0])
    list_date, basis = _date(index, main, where)
    sources = {file.name: _source(file, kind, list_date) for file in files}
    items = [Item(name, record, sources[name]["source_id"]) for name, record in records]
    if not kind.is_additive_only:
        # A short record tells no programme: the documented ones do.
        items = [i for i in items if "eu-ghrsr" in context.scope.get(_short_id(i.record, i.name), ())]
    entries = _entries(items, kind, where, context)
    used = {entry.source_id for entry in entries}
    state = ListState(
        kind.list_id, PUBLICATION, list_date, basis, "complete" if index else "partial",
        main.sha256 if index else sha256("".join(sorted(f.sha256 for f in files)).encode()).hexdigest(),
        tuple(row for row in sources.values() if row["source_id"] in used or row["sha256"] == main.sha256),
        entry_count=len(records) if index else None, is_additive_only=kind.is_additive_only, entries=entries, rank=kind.rank,
    )  # fmt: skip
    return meet(state, kind.expectations, where)


def _short_id(record: dict[str, Any], where: str) -> str:
    return eu.short_entry(record, "", "", where, Context(frozenset(), frozenset(), {}, {}, {})).entry_id


def _split(
    found: list[tuple[str, dict[str, Any]]], where: str
) -> tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]:
    """Return the index, empty when there is none, and the records."""
    indexes = [record for name, record in found if PurePosixPath(name).name == INDEX]
    records = [(name, record) for name, record in found if PurePosixPath(name).name != INDEX]
    if len(indexes) > 1 or not records:
        raise ImportRefused(
            f"{where}: {len(indexes)} indexes and {len(records)} records; expected one collection at most, with records"
        )
    return (indexes[0] if indexes else {}), records


def _kind(records: list[tuple[str, dict[str, Any]]], index: dict[str, Any], where: str) -> Kind:
    """Return the form that all records have; the index must tell the same list."""
    first: Kind | None = None
    for name, record in records:
        kind = next((k for k in KINDS if all(mark in record for mark in k.marks)), None)
        if kind is None or (first and kind is not first):
            raise ImportRefused(
                f"{where}: {name}: fields {', '.join(list(record)[:6])}; expected a record of {first.title if first else 'the UK, Canada, the EU or Australia'}: a file of another collection"
            )
        first = kind
    if first is None:
        raise ImportRefused(f"{where}: no records; expected some: a damaged file")
    if index:
        known(index, ("source", "count", "fetched_at", "schema"), (), f"{where}: {INDEX}")
        source = scalar(index.get("source"), where)
        coded(source, {k.source: k.source for k in KINDS}, "source", f"{where}: {INDEX}")
        if source != first.source or index.get("schema") != f"ammitto:sources:{source}:v1":
            raise ImportRefused(
                f"{where}: {INDEX} says source {source!r} and schema {index.get('schema')!r}, but the records are of {first.title}; expected schema 'ammitto:sources:{first.source}:v1'"
            )
    return first


def _date(index: dict[str, Any], file: OfficialFile, where: str) -> tuple[str, str]:
    """Return the day of the state and how it is known.

    The index has the time of the fetch, but records can be older: those of data-eu of 2026-05-01 are
    the ones of 2026-02-23, refreshed. The origin of such a file says ``upper_bound``, and that stands.
    """
    if index:
        fetched = iso_day(scalar(index.get("fetched_at"), where)[:10], f"{where}: {INDEX}: fetched_at")
        return fetched, "upper_bound" if file.date_basis == "upper_bound" else "in_file"
    return given_day(file)


def _source(file: OfficialFile, kind: Kind, list_date: str) -> Row:
    return source_row(
        file, f"ammitto-{kind.source}-yaml", list_date, source_type="list_mirror", is_official="false",
        publisher="Ammitto project", title=f"{kind.title}, re-expressed as YAML",
    )  # fmt: skip


def _entries(items: list[Item], kind: Kind, where: str, context: Context) -> tuple[Entry, ...]:
    found = [kind.entry(i.record, i.source_id, i.name, f"{where}: {i.name}", context) for i in items]
    entries = [entry for entry in found if entry]
    twice = [name for name, count in Counter(entry.entry_id for entry in entries).items() if count > 1]
    if twice:
        raise ImportRefused(
            f"{where}: {twice[0]} is in two records; expected each once; for an EU reference see importers/eu_fsf/reissued.py"
        )
    return tuple(entries)
