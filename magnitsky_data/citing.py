"""How to cite the dataset, or one figure with its source, in the forms that reference managers read."""

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ArgumentRefused, expect, one_frame
from magnitsky_data.release import contract

if TYPE_CHECKING:
    import pandas as pd

    from magnitsky_data.table_names import TableName

STYLES = ("text", "bibtex", "ris", "csl")


@dataclass(frozen=True)
class Reference:
    """One entry of a list of references; empty where the record does not tell."""

    key: str
    author: str
    title: str
    day: str
    url: str
    note: str
    version: str = ""


@overload
def cite(table: None = None, id: None = None, *, style: str = "text") -> str: ...
@overload
def cite(table: "TableName", id: "str | tuple[object, ...]", style: str = "text") -> str: ...
@overload
def cite(table: "pd.DataFrame", id: None = None) -> "pd.DataFrame": ...
@overload
def cite(table: "pd.DataFrame", id: None = None, *, style: str) -> str: ...
@one_frame
def cite(table: Any = None, id: object = None, style: str = "text") -> Any:
    """Return how to cite the dataset, or a row of a table with its source, or list what a frame rests on.

    ``cite()`` names the release in use; ``cite("votes", "us-112-2012-h-608")`` the documents that
    the row rests on, with publisher, title, day, address and place, then the dataset's version and
    the row. What is not recorded of a document is told. Of several documents each is an entry; one that
    contradicts the row says so. A key of
    several columns is a tuple, or its parts joined with ``|``. ``style`` is ``text``, ``bibtex``,
    ``ris`` or ``csl`` (CSL-JSON). ``cite(frame)`` takes a frame of ``load``, filtered or not, and
    gives a DataFrame of its documents: how many rows rest on each, how many each supports or contradicts; with
    another ``style`` than ``text`` these documents as references.

    Raises ``TableNotFound``, ``RowNotFound``, ``ArgumentRefused``.

    >>> import magnitsky_data as md
    >>> md.cite("votes", "us-112-2012-h-608", style="bibtex").partition("{")[0]
    '@misc'
    """
    expect("style", style, STYLES)
    if table is None and id is None:
        return dataset_citation(contract(), style)
    if not isinstance(table, str):
        if hasattr(table, "columns") and hasattr(table, "attrs"):
            return _frame(table, id, style)
        raise ArgumentRefused(f"cite has {table!r}; expected nothing, a table and a row, or a frame of md.load")
    if table in STYLES:
        raise ArgumentRefused(f"{table!r} is a style; expected cite(style={table!r})")
    if id is None:
        raise ArgumentRefused(f"which row of {table!r}? expected cite({table!r}, key), or cite() for the whole dataset")
    return _written(row_references(table, id), style)


def _frame(frame: Any, id: object, style: str) -> Any:
    from magnitsky_data.sourcing import frame_sources

    if id is not None:
        raise ArgumentRefused(
            f"cite has a frame and id {id!r}; expected one of them: filter the frame, or name table and row"
        )
    found = frame_sources(frame)
    if style == "text":
        return found
    release = contract()
    of = f"of {release.descriptor['title']} {release.version}"
    return _written(
        [
            Reference(row.source_id, row.publisher, row.title, row.day, row.url, f"{row.rows} rows {of} rest on it")
            for row in found.itertuples()
        ],
        style,
    )


def row_references(name: str, id: object) -> list[Reference]:
    """Return the references of a row, those that contradict it last."""
    from magnitsky_data import sourcing

    release = contract()
    table = release.table(name)
    key = sourcing.row_key(table, id)
    further = sorted(sourcing.stances(name).get(key, ()), key=lambda said: said[0] == "conflicts")
    rests = [("", place) for place in sourcing.places(table)[key]]
    where = f"in: {release.descriptor['title']} {release.version}, table {name}, row {key}"
    known = sourcing.sources()
    found: dict[tuple[object, bool], Reference] = {}
    for stance, (source_id, locator) in (*rests, *further):
        document = known[source_id]
        told = {"title": document.title, "day": document.day, "address": document.url}
        lacking = ", ".join(name for name, value in told.items() if not value)
        notes = [
            locator,
            f"not recorded: {lacking}" if lacking else "",
            "contradicts the row" if stance == "conflicts" else "",
            where,
        ]
        said = "; ".join(filter(None, notes))
        reference = Reference(source_id, document.publisher, document.title, document.day, document.url, said)
        # Two renderings of one document are one reference.
        same = (document.publisher, document.title, document.day, document.url) if document.title else source_id
        found.setdefault((same, stance == "conflicts"), reference)
    if found:
        return list(found.values())
    return [_dataset(release, f"table {name}, row {key}")]


def _dataset(release: Contract, note: str = "") -> Reference:
    author = release.descriptor["contributors"][0]["title"]
    url = release.descriptor.get("homepage", "")
    key = f"magnitsky_data_{release.release_date[:4]}"
    licence = f"Licence: {release.descriptor['licenses'][0]['name'].replace('-', ' ')}"
    said = f"{note}; {licence}" if note else licence
    return Reference(key, author, release.descriptor["title"], release.release_date[:4], url, said, release.version)


def dataset_citation(release: Contract, style: str) -> str:
    """Return the citation of a whole release."""
    return _written([_dataset(release)], style)


def _written(references: list[Reference], style: str) -> str:
    if style == "csl":
        return json.dumps([_csl(r) for r in references], ensure_ascii=False, indent=1)
    write = {"text": _text, "bibtex": _bibtex, "ris": _ris}[style]
    return ("\n" if style == "text" else "\n\n").join(write(r) for r in references)


def _text(r: Reference) -> str:
    if r.version:
        return (
            f"{r.author} ({r.day}). {r.title}, version {r.version} [data set]. {f'{r.url}. ' if r.url else ''}{r.note}."
        )
    named = ", ".join(filter(None, (r.author, r.title)))
    day = "" if r.day and r.day in r.title else f" ({r.day or 'no date'})"
    return f"{named}{day}{f', {r.url}' if r.url else ''}; {r.note}."


def _bibtex(r: Reference) -> str:
    fields = {
        "author": f"{{{_braced(r.author)}}}" if r.author else "",
        "title": f"{{{_braced(r.title)}}}",
        "year": r.day[:4],
        "date": r.day if len(r.day) > 4 else "",
        "version": r.version,
        "url": r.url,
        "note": _braced(f"Data set. {r.note}" if r.version else r.note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9_.:-]', '-', r.key)},\n{lines}\n}}"


def _braced(text: str) -> str:
    """Return a text that BibTeX takes as it is."""
    return re.sub(r"([&%$#_])", r"\\\1", text.replace("{", "(").replace("}", ")"))


def _ris(r: Reference) -> str:
    day = r.day.replace("-", "/")
    lines = [
        ("TY", "DATA" if r.version else "GEN"),
        ("ID", r.key),
        ("AU", r.author),
        ("TI", r.title),
        ("PY", r.day[:4]),
        ("DA", day + "/" * (3 - day.count("/")) if day else ""),
        ("ET", r.version),
        ("UR", r.url),
        ("N1", r.note),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - "


def _csl(r: Reference) -> dict[str, Any]:
    parts = [int(part) for part in r.day.split("-") if part]
    entry = {
        "id": r.key,
        "type": "dataset" if r.version else "document",
        "title": r.title,
        "author": [{"literal": r.author}] if r.author else [],
        "issued": {"date-parts": [parts]} if parts else {},
        "version": r.version,
        "URL": r.url,
        "note": r.note,
    }
    return {name: value for name, value in entry.items() if value}
