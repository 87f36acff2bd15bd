"""States of the list from OFAC's flat files: whole, ids only, aliases only, rows of a part.

Every entry has a row in ADD.CSV, if only of nulls, so that ADD.CSV is a complete list of ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.us_ofac.record import EXPECTATIONS, LIST_ID, Parts, day_of, entry_id, ofac_source
from magnitsky_data.importers.us_ofac.sdn_csv import SdnReader, addresses_of, aliases_of, entries_of, overflow_of
from magnitsky_data.importers.us_ofac.tables import ADD, ALT, rows_by_number

LIST_TITLE = "Specially Designated Nationals and Blocked Persons List"
CSV_RANK = 1440  # above any minute of a day, by which the copies of the daily archive are ranked
Rows = dict[str, list[list[str]]]


def read_complete(files: Mapping[str, OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state that SDN.CSV and the files beside it show."""
    main = files["sdn"]
    day, basis = day_of(main)
    for file in files.values():
        if day_of(file)[0] != day:
            raise ImportRefused(
                f"{file.name} is of {day_of(file)[0]}, {main.name} of {day}; expected files of one day, each day in a folder of its own"
            )
    numbers, records = SdnReader().read(main.data, main.name)
    alt, add = _rows(files, "alt"), _rows(files, "add")
    _same_list({str(n) for n in numbers}, alt, add, files)
    beside = {r.number: _beside(r.number, alt, add, files) for r in records}
    overflow = overflow_of(files["sdn_comments"]) if "sdn_comments" in files else {}
    sources = [_source(kind, file) for kind, file in files.items()]
    source_id = _source("sdn", main)["source_id"]
    entries = entries_of(records, beside, overflow, main.name)
    state = ListState(
        list_id=LIST_ID,
        publication="SDN.CSV",
        list_date=day,
        list_date_basis=basis,
        coverage="complete",
        main_sha256=main.sha256,
        sources=tuple(sources),
        entry_count=len(numbers),
        entries=tuple(replace(entry, source_id=source_id) for entry in entries),
        rank=CSV_RANK,
    )
    yield meet(state, EXPECTATIONS, main.name)


def read_ids(files: Mapping[str, OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state of ADD.CSV without SDN.CSV: every id, with addresses and aliases of those in scope.

    SDN_COMMENTS.CSV gives nothing without the remarks that it continues.
    """
    main = files["add"]
    add, alt = _rows(files, "add"), _rows(files, "alt")
    assert add is not None  # noqa: S101 - files has it
    _same_list(set(add), alt, None, files)
    day, basis = day_of(main)
    source = _source("add", main)
    entries = [
        _bare(number, context, source, _beside(number, alt, add, files))
        for number in add
        if entry_id(number) in context.scope
    ]
    yield ListState(
        list_id=LIST_ID,
        publication="ADD.CSV",
        list_date=day,
        list_date_basis=basis,
        coverage="ids_only",
        main_sha256=main.sha256,
        sources=tuple(_source(kind, file) for kind, file in files.items() if kind != "sdn_comments"),
        entry_count=len(add),
        entries=tuple(entries),
        present=frozenset(map(entry_id, add)),
    )


def read_aliases(files: Mapping[str, OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield what ALT.CSV alone shows: the aliases of the entries in scope that have one."""
    main = files["alt"]
    alt = _rows(files, "alt")
    day, basis = day_of(main)
    source = _source("alt", main)
    found = [n for n in alt or {} if entry_id(n) in context.scope]
    yield ListState(
        list_id=LIST_ID,
        publication="ALT.CSV",
        list_date=day,
        list_date_basis=basis,
        coverage="partial",
        main_sha256=main.sha256,
        sources=(source,),
        entries=tuple(_bare(n, context, source, _beside(n, alt, None, files)) for n in found),
    )


def read_rows(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield a part of SDN.CSV that somebody has cut out: it proves presence, and has remarks."""
    day, basis = day_of(file)
    _, records = SdnReader().read(file.data, file.name)
    source = ofac_source(file, "sdn-rows", f"{LIST_TITLE}: rows of SDN.CSV", day, is_official=False)
    state = ListState(
        list_id=LIST_ID,
        publication="SDN.CSV rows",
        list_date=day,
        list_date_basis=basis,
        coverage="partial",
        main_sha256=file.sha256,
        sources=(source,),
        entries=tuple(replace(e, source_id=source["source_id"]) for e in entries_of(records, {}, {}, file.name)),
    )
    yield meet(state, EXPECTATIONS, file.name)


def _rows(files: Mapping[str, OfficialFile], kind: str) -> Rows | None:
    if kind not in files:
        return None
    # ALT.CSV of 2022-01-31 was sorted by alt_num by those who saved it; ADD.CSV is sorted in every copy.
    return rows_by_number(files[kind], ALT if kind == "alt" else ADD, is_sorted=kind == "add")


def _beside(number: str, alt: Rows | None, add: Rows | None, files: Mapping[str, OfficialFile]) -> Parts:
    parts: Parts = {}
    if alt is not None:
        parts["aliases"] = aliases_of(alt.get(number, []), files["alt"].name)
    if add is not None:
        parts["addresses"] = addresses_of(add.get(number, []), files["add"].name)
    return parts


def _same_list(numbers: set[str], alt: Rows | None, add: Rows | None, files: Mapping[str, OfficialFile]) -> None:
    """Refuse files of different lists: ADD.CSV has every entry, ALT.CSV none that is not in it."""
    for kind, strange in (("alt", set(alt or ()) - numbers), ("add", set() if add is None else set(add) ^ numbers)):
        if strange:
            some = ", ".join(sorted(strange)[:5])
            raise ImportRefused(
                f"{files[kind].name}: entries {some} stand in one file and not in the other; expected files of the same list: "
                "download them together"
            )


def _bare(number: str, context: Context, source: Row, parts: Parts) -> Entry:
    key = entry_id(number)
    return Entry(key, number, tuple(context.scope[key]), source_id=source["source_id"], parts=parts)


def _source(kind: str, file: OfficialFile) -> Row:
    slug = kind.replace("_", "-")
    return ofac_source(file, slug, f"{LIST_TITLE}: {kind.upper()}.CSV", day_of(file)[0])
