"""Fields of an official record, strictly: what is not what it should be is refused."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from magnitsky_data.contract.canonical import canonical
from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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


def mapping(value: object, where: str) -> dict[str, Any]:
    """Return a nested mapping, empty when it is missing."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ImportRefused(f"{where}: a {type(value).__name__}; expected named fields: a file of another shape")
    return value


def sequence(value: object, where: str) -> list[Any]:
    """Return a nested list, empty when it is missing."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise ImportRefused(f"{where}: a {type(value).__name__}; expected a list: a file of another shape")
    return value


def rows(
    record: dict[str, Any], name: str, used: Collection[str], ignored: Collection[str], where: str
) -> list[dict[str, Any]]:
    """Return the mappings in a nested list, whose fields are all used or ignored by name."""
    place = f"{where}: {name}"
    found = [mapping(item, place) for item in sequence(record.get(name), place)]
    for row in found:
        known(row, used, ignored, place)
    return found


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
    """Return the row of ``sources`` for a file; ``date`` is the day of the record that it holds.

    A copy whose day is only bounded may hold an older record, so that ``date`` is the day of the copy alone; of a
    download it is both.
    """
    is_bounded = file.date_basis == "upper_bound"
    return {
        "source_id": f"{publication}-{date}-{file.sha256[:8]}",
        "language_code": "en",
        "url": file.url,
        "found_url": file.found_url,
        "document_date": "" if is_bounded else date,
        "undated_reason": "older_than_copy" if is_bounded else "",
        "copy_date": date if file.date_basis in ("upper_bound", "download") else "",
        "file_name": file.name,
        "file_date": date,
        "sha256": file.sha256,
        "licence": file.licence,
        "is_official": "true",
        "is_party_to_case": "false",
        **facts,
    }


def state_title(title: str, file: OfficialFile, day: str) -> str:
    """Return the title of a state of a list, which its day tells from that of another."""
    return f"{title}, {'copy' if file.date_basis == 'upper_bound' else 'state'} of {day}"


def canonical_table(contract: Contract, name: str, rows: list[Row]) -> bytes:
    """Return rows as a canonical CSV file with the columns that they write."""
    written = {column for row in rows for column in row}
    return canonical(contract.table(name), rows, [c for c in contract.table(name).raw_columns if c in written])
