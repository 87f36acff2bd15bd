"""What a refresh asks for: the files of ``source_addresses``, and of Congress a record for each bill that is followed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import MagnitskyDataError
from magnitsky_data.importers import importer
from magnitsky_data.importers.bill_numbers import bill_parts, last_day
from magnitsky_data.importers.stored import rows_of

TABLE = "raw/curated/source_addresses.csv"
FIRST = "us_legislators"  # bills name members
WORDS = ("{congress}", "{type}", "{number}")


class AddressUnknown(MagnitskyDataError):
    """No source at hand states where a list is offered."""

    exit_code = 2


@dataclass(frozen=True)
class Address:
    """One file that a publisher offers."""

    importer: str
    file_name: str
    url: str
    redirect_hosts: tuple[str, ...]
    is_dated: bool  # the file carries its day
    licence: str

    def source_file(self, sha256: str, day: date) -> Row:
        """Return the row of source_files for a file that was taken here on a day."""
        told = {"sha256": sha256, "file_name": self.file_name, "url": self.url, "licence": self.licence}
        return told if self.is_dated else {**told, "file_date": day.isoformat(), "date_basis": "download"}


def addresses(root: Path, contract: Contract, names: Iterable[str]) -> dict[str, list[Address]]:
    """Return the addresses of these importers, or of all that have one, in the order in which they are imported.

    ``ImporterNotFound`` for an unknown name, ``AddressUnknown`` for an importer without an address.
    """
    found: dict[str, list[Address]] = {}
    for row in rows_of(contract, root / TABLE):
        found.setdefault(row["importer"], []).extend(_expanded(root, contract, row))
    wanted = set(names) or found.keys()
    for name in wanted:
        importer(name)
        if name not in found:
            raise AddressUnknown(
                f"{name}: no address in {TABLE}; expected one of {', '.join(found)}: add a row with the source that states "
                "the address, or give its files to `magnitsky-data import`"
            )
    return {name: found[name] for name in sorted(wanted, key=lambda name: (name != FIRST, name))}


def _expanded(root: Path, contract: Contract, row: Row) -> Iterator[Address]:
    """Yield the address of a row, or one for each bill that is followed."""
    bills = followed(root, contract) if "{number}" in row["url"] else [""]
    for bill in bills:
        yield Address(
            row["importer"],
            _of_bill(row["file_name"], bill),
            _of_bill(row["url"], bill),
            tuple(filter(None, [row["redirect_host"]])),
            row["date_basis"] == "in_file",
            row["licence"],
        )


def _of_bill(text: str, bill: str) -> str:
    for word, part in zip(WORDS, bill_parts(bill), strict=True) if bill else ():
        text = text.replace(word, str(part))
    return text


def followed(root: Path, contract: Contract) -> list[str]:
    """Return the bills of Congress whose record at hand may not be the last: it is older than the end of their Congress."""
    file = root / "raw" / "imported" / "us_congress" / "bills.csv"
    return [
        row["bill_id"]
        for row in rows_of(contract, file)
        if row["status_as_of_date"] < last_day(bill_parts(row["bill_id"])[0]).isoformat()
    ]
