"""Where official files were published: as curated, as an earlier import was told, or as ``--url`` tells now."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from magnitsky_data.contract.canonical import canonical, write_csv
from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ImportRefused, MagnitskyDataError
from magnitsky_data.importers.files.open import content_of, published_name
from magnitsky_data.importers.stored import rows_of

CURATED = "raw/curated/source_files.csv"


class OriginUnknown(MagnitskyDataError):
    """Nothing tells where a file was published."""

    exit_code = 2


class AddressRefused(MagnitskyDataError):
    """An address of publication is none, or is not that of the file."""

    exit_code = 2


def read_origins(root: Path, contract: Contract) -> dict[str, Row]:
    """Return where and when files were published, by SHA-256: as curated, else as an earlier import was told."""
    imported = sorted((root / "raw" / "imported").glob("*/sources.csv"))
    told = [_with_basis(row) for file in imported for row in rows_of(contract, file)]
    return {row["sha256"]: row for row in (*told, *rows_of(contract, root / CURATED)) if row["url"]}


def _with_basis(row: Row) -> Row:
    """Return a row of ``sources`` with what its day is: that of a copy was told as the day of a download."""
    return {**row, "date_basis": "download"} if row["copy_date"] else row


def with_rows(root: Path, contract: Contract, rows: Iterable[Row]) -> bytes:
    """Return the curated table of files with further rows, of which one that is there already keeps its own."""
    told = {row["sha256"]: row for row in (*rows, *rows_of(contract, root / CURATED))}
    table = contract.table("source_files")
    return canonical(table, list(told.values()), table.raw_columns)


def with_addresses(
    files: list[Path],
    known: dict[str, Row],
    contract: Contract,
    url: str,
    date: str,
    *,
    licence: str = "",
    is_folder: bool,
) -> dict[str, Row]:
    """Return the origins of files by SHA-256: those that are known, and for others the address that ``url`` gives.

    The address of a folder must end in a slash, to which the name of each file is joined, unless one file alone
    is not known. Files of which no terms are known take ``licence``. Raises ``OriginUnknown`` and ``AddressRefused``, so that no file gets the address of another.
    """
    if url:
        _check_address(url)
    named = _digests(files)
    new = {digest: file for digest, file in named.items() if digest not in known}
    is_base = is_folder and url.endswith("/")
    if new and (not url or (len(new) > 1 and not is_base)):
        raise OriginUnknown(_unknown(new, contract, url, date))
    addresses = {
        digest: urljoin(url, quote(published_name(file.name))) if is_base else url for digest, file in named.items()
    }
    if url and named and not new and all(known[digest]["url"] != addresses[digest] for digest in named):
        digest, file = next(iter(named.items()))
        raise AddressRefused(
            f"{file}: --url says {addresses[digest]!r}, but the file is known to have been published at "
            f"{known[digest]['url']!r}; leave --url out, or correct the address in {CURATED}"
        )
    told = known | {digest: {"sha256": digest, "url": addresses[digest]} for digest in new}
    return told | {d: {**told[d], "licence": told[d].get("licence") or licence} for d in named}


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_address = url.startswith(("http://", "https://")) and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or any(c.isspace() or not c.isprintable() for c in url):
        raise AddressRefused(f"--url {url!r} is not an address; expected https://HOST/PATH, as the publisher gives it")


def _digests(files: list[Path]) -> dict[str, Path]:
    found = {}
    for file in files:
        try:
            found[sha256(content_of(file)).hexdigest()] = file
        except ImportRefused:
            continue  # the import says why, with all else that it refuses
    return found


def _unknown(new: dict[str, Path], contract: Contract, url: str, date: str) -> str:
    """Say which files need an address, with the rows to fill in."""
    if len(new) == 1:
        ((digest, file),) = new.items()
        return f"{file}: sha256 {digest} is not in {CURATED}; say where it was published with --url ADDRESS"
    columns = contract.table("source_files").raw_columns
    basis = "download" if date else ""
    rows = [
        {"sha256": digest, "file_name": published_name(file.name), "file_date": date, "date_basis": basis}
        for digest, file in new.items()
    ]
    table = write_csv(columns, rows).decode().rstrip()
    said = f"--url {url!r} is the address of one file, but " if url else ""
    return (
        f"{said}{len(new)} files are not in {CURATED}: {', '.join(file.name for file in new.values())}; each needs an "
        "address of its own: import them one by one with --url ADDRESS, or all with the address of their folder that ends "
        f"in a slash if their names are those of the publisher, or add these rows to {CURATED} with their url and run "
        f"`magnitsky-data format`:\n{table}"
    )
