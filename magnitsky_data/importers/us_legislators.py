"""Members of the US Congress from the @unitedstates project's CSV files.

https://github.com/unitedstates/congress-legislators: ``legislators-current.csv`` and
``legislators-historical.csv``. The project is not a body of Congress but the common crosswalk of
its ids. State and party in these files are those of the latest term, so they are not used.
"""

import csv
import io
from collections.abc import Iterator

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile
from magnitsky_data.importers.reading import known, source_row

ID = "us_legislators"
OWNER = "legislator_id"
AGREE: dict[str, tuple[str, ...]] = {}

USED = tuple(
    """
    last_name first_name middle_name suffix full_name birthday bioguide_id thomas_id lis_id govtrack_id
    icpsr_id wikipedia_id
    """.split()
)
IGNORED = tuple(
    """
    nickname gender type state district senate_class party url address phone contact_form rss_url twitter
    twitter_id facebook youtube youtube_id mastodon opensecrets_id fec_ids cspan_id votesmart_id
    ballotpedia_id washington_post_id
    """.split()
)


def recognises(name: str) -> bool:
    """Tell the two files by their names."""
    return name in ("legislators-current.csv", "legislators-historical.csv")


def rank(source: Row) -> tuple[str, str]:
    """Prefer the newer file."""
    return source["file_date"], source["source_id"]


def read(file: OfficialFile, context: Context) -> Iterator[Extract]:
    """Yield each member of one file; the file carries no date, so it must be given."""
    if not file.file_date:
        raise ImportRefused(f"{file.name}: the file carries no date; say with --date YYYY-MM-DD of what day it is")
    if not file.data.endswith(b"\n"):
        raise ImportRefused(f"{file.name}: the last line has no end; truncated: download the file again")
    kind = file.name.removeprefix("legislators-").removesuffix(".csv")
    source = source_row(
        file, f"us-legislators-{kind}", file.file_date, source_type="reference_work", is_official="false",
        title=f"congress-legislators, {file.name}", publisher="@unitedstates project",
    )  # fmt: skip
    for row in _rows(file):
        yield Extract(f"us-bioguide-{row['bioguide_id']}", source, {"legislators": [_member(row, source)]})


def _rows(file: OfficialFile) -> Iterator[Row]:
    try:
        rows = csv.DictReader(io.StringIO(file.data.decode("utf-8"), newline=""), strict=True)
        columns = rows.fieldnames or ()
        missing = [c for c in USED if c not in columns]
        if missing:
            raise ImportRefused(f"{file.name}: no column {missing[0]!r}; expected the columns of congress-legislators")
        known(columns, USED, IGNORED, f"{file.name}: header")
        number = 1
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values() or not row["bioguide_id"]:
                raise ImportRefused(f"{file.name}: record {number} is incomplete; truncated: download the file again")
            yield row
        if number == 1:
            raise ImportRefused(f"{file.name}: no record below the header; truncated: download the file again")
    except (UnicodeDecodeError, csv.Error) as error:
        raise ImportRefused(f"{file.name}: not a CSV file in UTF-8 ({error}); download it again") from None


def _member(row: Row, source: Row) -> Row:
    legislator = f"us-bioguide-{row['bioguide_id']}"
    return {
        "legislator_id": legislator,
        "entity_id": legislator,
        "jurisdiction_code": "US",
        "name": _name(row),
        "birth_date": row["birthday"],
        "bioguide_id": row["bioguide_id"],
        "govtrack_id": row["govtrack_id"],
        "icpsr_id": row["icpsr_id"],
        "lis_id": row["lis_id"],
        "thomas_id": row["thomas_id"],
        "wikipedia_title": row["wikipedia_id"],
        "source_id": source["source_id"],
        "source_locator": f"bioguide_id={row['bioguide_id']}",
        "confidence": "high",
    }


def _name(row: Row) -> str:
    """Return the project's full name, which former members mostly lack, or the parts of the name."""
    if row["full_name"]:
        return row["full_name"]
    name = " ".join(part for part in (row["first_name"], row["middle_name"], row["last_name"]) if part)
    return f"{name}, {row['suffix']}" if row["suffix"] else name
