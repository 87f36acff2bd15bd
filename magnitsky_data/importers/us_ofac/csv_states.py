"""States of the list from OFAC's flat files: whole, ids only, aliases only, rows of a part."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.us_ofac.beside import Beside
from magnitsky_data.importers.us_ofac.record import CSV_RANK, LIST_ID, day_of, entry_id, ofac_source, state_of
from magnitsky_data.importers.us_ofac.sdn_csv import SdnReader, entries_of


def read_flat(files: Mapping[str, OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state that the flat files of one day show, by kind of file."""
    if "sdn" in files:
        yield _complete(files, context)
    elif "add" in files:
        yield _ids(files, context)
    elif "alt" in files:
        yield _aliases(files["alt"], context)
    else:
        raise ImportRefused(f"{files['sdn_comments'].name}: continues the remarks of SDN.CSV; put it beside that file")


def _complete(files: Mapping[str, OfficialFile], context: Context) -> ListState:
    main = files["sdn"]
    dated = day_of(main)
    for file in files.values():
        if day_of(file)[0] != dated[0]:
            raise ImportRefused(
                f"{file.name} is of {day_of(file)[0]}, {main.name} of {dated[0]}; expected files of one day, each day in a folder of its own"
            )
    numbers, records = SdnReader(context.readings).read(main.data, main.name)
    beside = Beside(files, context.readings)
    beside.refuse_other_list({str(n) for n in numbers})
    sources = {kind: _source(kind, file) for kind, file in files.items()}
    entries = entries_of(records, beside, sources["sdn"]["source_id"], context.readings.at(LIST_ID, main.name))
    state = state_of(main, "SDN.CSV", dated, "complete", *sources.values(), rank=CSV_RANK)
    return replace(state, entry_count=len(numbers), entries=entries)


def _ids(files: Mapping[str, OfficialFile], context: Context) -> ListState:
    """Return every id of ADD.CSV, with addresses and aliases of those in scope.

    SDN_COMMENTS.CSV gives nothing without the remarks that it continues.
    """
    main = files["add"]
    beside = Beside({kind: file for kind, file in files.items() if kind != "sdn_comments"}, context.readings)
    numbers = beside.numbers("add")
    beside.refuse_other_list(set(numbers))
    sources = {kind: _source(kind, file) for kind, file in files.items() if kind != "sdn_comments"}
    state = state_of(main, "ADD.CSV", day_of(main), "ids_only", *sources.values())
    entries = _bare(numbers, beside, sources["add"], context)
    return replace(state, entry_count=len(numbers), entries=entries, present=frozenset(map(entry_id, numbers)))


def _aliases(file: OfficialFile, context: Context) -> ListState:
    """Return the aliases of the entries in scope that have one."""
    beside, source = Beside({"alt": file}, context.readings), _source("alt", file)
    numbers = beside.numbers("alt")
    state = state_of(file, "ALT.CSV", day_of(file), "partial", source)
    return replace(state, part_count=len(numbers), entries=_bare(numbers, beside, source, context))


def read_rows(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield a part of SDN.CSV that somebody has cut out: it proves presence, and has remarks."""
    dated = day_of(file)
    numbers, records = SdnReader(context.readings).read(file.data, file.name)
    source = ofac_source(file, "sdn-rows", "rows of SDN.CSV", dated[0], is_official=False)
    entries = entries_of(
        records, Beside({}, context.readings), source["source_id"], context.readings.at(LIST_ID, file.name)
    )
    state = state_of(file, "SDN.CSV rows", dated, "partial", source)
    yield replace(state, part_count=len(numbers), entries=entries)


def _bare(numbers: list[str], beside: Beside, source: Row, context: Context) -> tuple[Entry, ...]:
    """Return the entries in scope, of which these files tell neither name nor programme."""
    return tuple(
        Entry(key, number, context.scope[key], source_id=source["source_id"], parts=beside.parts(number))
        for number in numbers
        if (key := entry_id(number)) in context.scope
    )


def _source(kind: str, file: OfficialFile) -> Row:
    return ofac_source(file, kind.replace("_", "-"), f"{kind.upper()}.CSV", day_of(file)[0])
