"""Bills and resolutions of the US Congress with titles, steps, relations and sponsors.

Three forms of the same official record are read, each by a module of its own into a ``BillRecord``:
``billstatus`` (GovInfo BILLSTATUS XML), ``data_json`` (@unitedstates congress project),
``api_markdown`` (Congress.gov API answers in one Markdown file). ``rows`` turns a record to rows.
"""

import re
from collections.abc import Iterator

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile
from magnitsky_data.importers.bill_numbers import bill_id, bill_number, ordinal
from magnitsky_data.importers.reading import source_row
from magnitsky_data.importers.us_congress import api_markdown, billstatus, data_json
from magnitsky_data.importers.us_congress.rows import record_rows

ID = "us_congress"
OWNER = "bill_id"
AGREE: dict[str, tuple[str, ...]] = {}

FORMS = (
    (
        re.compile(r"^BILLSTATUS-(?P<congress>\d+)(?P<type>[a-z]+)(?P<number>\d+)\b.*\.xml$"),
        "us-billstatus",
        billstatus.read,
    ),
    (re.compile(r"^(?P<type>[a-z]+)(?P<number>\d+)\.data\.json$"), "us-bill-json", data_json.read),
    (re.compile(r"^(?P<type>[a-z]+)(?P<number>\d+)\.metadata\.md$"), "us-bill-api", api_markdown.read),
)


def recognises(name: str) -> bool:
    """Tell a bill record by its file name."""
    return any(form.match(name) for form, _, _ in FORMS)


def rank(source: Row) -> tuple[str, str]:
    """Prefer the newer record."""
    return source["file_date"], source["source_id"]


def read(file: OfficialFile, context: Context) -> Iterator[Extract]:
    """Yield the bill of a file, or nothing when the curated selection does not have it.

    A file whose name says another bill than its content is refused.
    """
    matches = [(named, publication, reader) for form, publication, reader in FORMS if (named := form.match(file.name))]
    if not matches:
        raise ImportRefused(
            f"{file.name}: the name tells no bill; expected BILLSTATUS-117s93.xml, s93.data.json or s93.metadata.md"
        )
    named, publication, reader = matches[0]
    record = reader(file, context)
    said = {"congress": str(record.congress), "type": record.bill_type, "number": str(record.number)}
    for part, value in named.groupdict().items():
        if value != said[part]:
            raise ImportRefused(
                f"{file.name}: the name says {part} {value!r}, the record {said[part]!r}; expected the file of one bill under its own name"
            )
    key = bill_id(record.congress, record.bill_type, record.number)
    if key not in context.bills:
        return
    source = source_row(
        file, publication, record.as_of, source_type="bill_status", jurisdiction_code="US", title=f"Bill status of {bill_number(record.congress, record.bill_type, record.number)} ({ordinal(record.congress)} Congress)",
        publisher="Library of Congress and Government Publishing Office",
    )  # fmt: skip
    yield Extract(key, source, record_rows(record, key, source, context))
