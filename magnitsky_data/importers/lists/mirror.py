"""Public YAML mirror of the British, Canadian, European and Australian lists by the Ammitto project.

https://github.com/ammitto (repositories data-uk, data-ca, data-eu, data-au): one file a record, and
``_index.yaml`` that tells list and time of the fetch. Read here are archives of such files, and loose ones;
where they hold records of several lists, the importer of each takes its own.

What a state proves: records of the newer kind (with an index) are written and never deleted, as the
British ones show, so such a state proves no removal. The short European records are complete daily
states of the regime: each commit has the records that stood in the official file of that day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import given_day, iso_day
from magnitsky_data.importers.files.archives import members
from magnitsky_data.importers.files.yaml import read_yaml
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.publications import stand_once
from magnitsky_data.importers.reading import known, source_row, state_title
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import scalar

INDEX = "_index.yaml"
SUFFIXES = (".yaml", ".yml")

# Fields by which the records of a list are known, by its name in the index; the EU's have two forms.
MARKS = {
    "uk": ("unique_id", "regime_name"),
    "ca": ("country", "item"),
    "eu": ("eu_reference_number", "regulations"),
    "eu short": ("ref_number", "ref_type"),
    "au": ("reference", "sanction"),
}


@dataclass(frozen=True)
class Form:
    """A form of the records of one list, and how one is read."""

    name: str  # as in MARKS
    list_id: str
    title: str
    entry: Callable[[dict[str, Any], Reader], Entry | None]  # of a record at a place; None: not on our programmes
    is_whole: bool = True  # an archive holds all records of our programmes
    is_additive_only: bool = True
    rank: int = -1  # official files give the particulars where both are of one day

    @property
    def source(self) -> str:
        """The list as the index names it."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Item:
    """One YAML document: the official file that it is, or lies in, and its name there."""

    file: OfficialFile
    name: str
    content: dict[str, Any]

    @property
    def is_index(self) -> bool:
        """Whether it tells of the collection and is no record."""
        return PurePosixPath(self.name).name == INDEX


def names(archive: str) -> str:
    """Return the pattern of the files of a mirror: archives of one list or of several, loose YAML files."""
    return rf"(?:{archive}|ammitto)_yaml[\w.-]*\.tar(?:\.gz)?|[^/]+\.ya?ml"


def read_mirror(files: list[OfficialFile], context: Context, forms: Sequence[Form]) -> Iterator[ListState]:
    """Yield the state of a list in each archive, and that in the loose files of the folder together."""
    loose = []
    for file in files:
        if file.name.endswith(SUFFIXES):
            loose.append(Item(file, file.name, read_yaml(file.data, file.name)))
        else:
            inside = [Item(file, n, read_yaml(content, f"{file.name}: {n}")) for n, content in members(file)]
            yield _state(inside, context, forms, file.name, archive=file)
    if loose:
        yield _state(loose, context, forms, f"{len(loose)} YAML files")


def _state(
    items: list[Item], context: Context, forms: Sequence[Form], where: str, archive: OfficialFile | None = None
) -> ListState:
    """Return the state of the list that the forms are of; loose files without an index prove presence only."""
    by_form = _by_form(items, where)
    own = [form for form in forms if form.name in by_form]
    if len(own) != 1:
        raise ImportRefused(
            f"{where}: records of {', '.join(by_form) or 'no list'}; expected some of {' or '.join(form.name for form in forms)}, of one form; name the files of the list"
        )
    form, records = own[0], by_form[own[0].name]
    index = _index(items, form, {name.split()[0] for name in by_form}, where)
    day, basis = _day(index, records[0].file, where)
    sources = {item.file.name: _source(item.file, form, day) for item in ([index, *records] if index else records)}
    entries = []
    for item in records:
        if entry := form.entry(item.content, context.readings.at(form.list_id, f"{where}: {item.name}")):
            source_id = sources[item.file.name]["source_id"]
            entries.append(replace(entry, source_id=source_id, source_locator=item.name))
    stand_once(entries, where)
    if main := archive or (index and index.file):
        digest = main.sha256
    else:
        digest = sha256("".join(sorted(item.file.sha256 for item in records)).encode()).hexdigest()
    used = {digest, *(entry.source_id for entry in entries)}
    return ListState(
        form.list_id,
        "ammitto YAML",
        day,
        basis,
        "complete" if main and form.is_whole else "partial",
        digest,
        tuple(row for row in sources.values() if used & {row["source_id"], row["sha256"]}),
        entry_count=len(records) if index and not archive else None,
        part_count=len(records),
        is_additive_only=form.is_additive_only,
        entries=tuple(entries),
        rank=form.rank,
    )


def _day(index: Item | None, file: OfficialFile, where: str) -> tuple[str, str]:
    """Return the day of the state and how it is known.

    Records can be older than the fetch that the index tells: those of data-eu of 2026-05-01 are the ones of
    2026-02-23, refreshed. The origin of such a file says ``upper_bound``, and that stands.
    """
    if not index:
        return given_day(file)
    fetched = iso_day(scalar(index.content.get("fetched_at"), where)[:10], f"{where}: {INDEX}: fetched_at")
    return fetched, "upper_bound" if index.file.date_basis == "upper_bound" else "in_file"


def _source(file: OfficialFile, form: Form, day: str) -> Row:
    return source_row(
        file,
        f"ammitto-{form.source}-yaml",
        day,
        source_type="list_mirror",
        is_official="false",
        publisher="Ammitto project",
        title=f"[{state_title(f'{form.title}, re-expressed as YAML', file, day)}]",
    )


def _by_form(items: list[Item], where: str) -> dict[str, list[Item]]:
    """Return the records by the form that they have; one of no form is refused."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if not item.is_index:
            name = next((n for n, marks in MARKS.items() if all(mark in item.content for mark in marks)), "")
            if not name:
                raise ImportRefused(
                    f"{where}: {item.name}: fields {', '.join(list(item.content)[:6])}; expected a record of the UK, Canada, the EU or Australia: a file of another collection"
                )
            found.setdefault(name, []).append(item)
    return found


def _index(items: list[Item], form: Form, sources: set[str], where: str) -> Item | None:
    """Return what tells of the list's collection, if anything does; that of another list which is there is passed over."""
    found: dict[str, Item] = {}
    for item in items:
        if item.is_index:
            place = f"{where}: {item.name}"
            known(item.content, ("source", "count", "fetched_at", "schema"), (), place)
            source = scalar(item.content.get("source"), place)
            if source not in sources or source in found:
                raise ImportRefused(
                    f"{place}: source {source!r}, but the records are of {', '.join(sorted(sources))}; expected one index a list at most: a collection of another kind"
                )
            if item.content.get("schema") != f"ammitto:sources:{source}:v1":
                raise ImportRefused(
                    f"{place}: schema {item.content.get('schema')!r}; expected 'ammitto:sources:{source}:v1': a collection of another kind"
                )
            found[source] = item
    return found.get(form.source)
