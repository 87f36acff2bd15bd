"""Bytes of an official file to a document, strictly: what is not what it should be is refused."""

import gzip
import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from magnitsky_data.contract.canonical import NotCSV, canonical, parse_csv
from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

COMPRESSED = ".gz"
ARCHIVES = (".tar.gz", ".tar.xz", ".zip")  # kept packed: an importer reads their members as a stream
SIZE_LIMIT = 1_000_000_000  # bytes; the largest official file is a tenth of this, a bomb is more


def open_file(path: Path, origins: dict[str, Row], date: str = "") -> OfficialFile:
    """Read a file, plain or gzip, and look its origin up by the SHA-256 of its content.

    ``origins`` maps hashes to rows with url, found_url, file_date and licence. Raises ``ImportRefused``
    for an empty or broken file.
    """
    data = content_of(path)
    digest = sha256(data).hexdigest()
    origin = origins[digest]
    return OfficialFile(
        published_name(path.name),
        data,
        digest,
        date or origin.get("file_date", ""),
        origin["url"],
        origin.get("found_url", ""),
        origin.get("licence", ""),
        "download" if date else origin.get("date_basis", ""),
        origin.get("earliest_date", ""),
    )


def published_name(name: str) -> str:
    """Return the name of a file without the suffix of its compression; archives keep theirs."""
    return name if name.endswith(ARCHIVES) else name.removesuffix(COMPRESSED)


def content_of(path: Path) -> bytes:
    """Return what a file holds, unpacked unless it is an archive; an empty one and a page of HTML are refused."""
    data = _uncompressed(path)
    if not data.strip():
        raise ImportRefused(f"{path}: the file is empty; download it again")
    head = data[:300].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise ImportRefused(
            f"{path}: an HTML page, perhaps an error page of the publisher; expected the data file itself; download it again"
        )
    return data


def _uncompressed(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        if published_name(path.name) == path.name:
            return data
        with gzip.open(path) as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"{path}: cannot be read ({error}); download it again") from None
    if len(data) > SIZE_LIMIT:
        raise ImportRefused(f"{path}: more than {SIZE_LIMIT:,} bytes when unpacked; no official file is that large")
    return data


def read_json(file: OfficialFile) -> dict[str, Any]:
    """Return the object of a JSON file."""
    try:
        document = json.loads(file.data)
    except (RecursionError, ValueError) as error:
        raise ImportRefused(
            f"{file.name}: not JSON ({error}); truncated or of another format: download it again"
        ) from None
    if not isinstance(document, dict):
        raise ImportRefused(f"{file.name}: a JSON {type(document).__name__}; expected an object")
    return document


@contextmanager
def safe_xml(where: str) -> Iterator[Any]:
    """Yield defusedxml's ElementTree; what it refuses while the block runs is refused with the place.

    Parse with ``forbid_dtd=True``: entities and document types are refused.
    """
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml import DefusedXmlException, ElementTree
    except ImportError:
        raise CurationToolsMissing("importing XML needs defusedxml; `pip install 'magnitsky-data[curate]'`") from None
    try:
        yield ElementTree
    except ParseError as error:
        raise ImportRefused(
            f"{where}: not well-formed XML ({error}); truncated or of another format: download it again"
        ) from None
    except DefusedXmlException as error:
        raise ImportRefused(
            f"{where}: declares a document type or entities ({type(error).__name__}); no official file does"
        ) from None


def read_xml(file: OfficialFile, root: str) -> "Element":
    """Return the root element of an XML file, entities and document types refused."""
    with safe_xml(file.name) as tree:
        element: Element = tree.fromstring(file.data, forbid_dtd=True)
    if element.tag != root:
        raise ImportRefused(f"{file.name}: root element {element.tag!r}; expected {root!r}: a file of another kind")
    return element


def known(found: Iterable[str], used: Collection[str], ignored: Collection[str], where: str) -> None:
    """Refuse a field that is neither used nor ignored by name."""
    for name in found:
        if name not in used and name not in ignored:
            raise ImportRefused(
                f"{where}: field {name!r} is new; expected one of {', '.join(sorted({*used, *ignored}))}; teach the importer what it means"
            )


def known_in(elements: Iterable["Element"], used: Collection[str], ignored: Collection[str], where: str) -> None:
    """Refuse a child element that is neither used nor ignored by name, in any of several elements."""
    known(sorted({child.tag for element in elements for child in element}), used, ignored, where)


def needed(record: dict[str, Any], name: str, where: str) -> Any:
    """Return a field that must be there."""
    if name not in record:
        raise ImportRefused(f"{where}: no field {name!r}; a file of another shape, or truncated")
    return record[name]


def coded(value: str, mapping: dict[str, str], what: str, where: str) -> str:
    """Return our code for a publisher's code; an unseen one is refused, never guessed."""
    if value not in mapping:
        raise ImportRefused(
            f"{where}: {what} {value!r} was not seen before; expected one of {', '.join(mapping)}; teach the importer what it means"
        )
    return mapping[value]


def allowed(value: str, values: Collection[str], what: str, where: str) -> str:
    """Return a value that the contract knows; an unseen one is refused."""
    if value not in values:
        raise ImportRefused(
            f"{where}: {what} {value!r} was not seen before; expected one of {', '.join(values)}; add it to datapackage.json if it is real"
        )
    return value


def source_row(file: OfficialFile, publication: str, date: str, **facts: str) -> Row:
    """Return the row of ``sources`` for a file; ``date`` is the day of the record that it holds."""
    return {
        "source_id": f"{publication}-{date}-{file.sha256[:8]}",
        "language_code": "en",
        "url": file.url,
        "found_url": file.found_url,
        "published_date": date,
        "file_name": file.name,
        "file_date": date,
        "sha256": file.sha256,
        "licence": file.licence,
        "is_official": "true",
        "is_party_to_case": "false",
        **facts,
    }


def read_rows(file: Path) -> list[Row]:
    """Return the rows of a canonical CSV file, none when it is not there."""
    if not file.is_file():
        return []
    try:
        return parse_csv(file.read_bytes())[1]
    except NotCSV as error:
        raise ImportRefused(f"{file}:{error.line}  {error.wrong}; mend it first") from None


def canonical_table(contract: Contract, name: str, rows: list[Row]) -> bytes:
    """Return rows as a canonical CSV file with the columns that they write."""
    written = {column for row in rows for column in row}
    return canonical(contract.table(name), rows, [c for c in contract.table(name).raw_columns if c in written])
