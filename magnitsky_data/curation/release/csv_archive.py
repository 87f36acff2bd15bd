"""All tables as CSV with a byte order mark, so that a double click shows every script right."""

import hashlib
import json
from collections.abc import Iterator

from magnitsky_data.curation.publish import to_csv
from magnitsky_data.curation.release.contents import Contents, File, archive

MARK = b"\xef\xbb\xbf"
ABOUT = """Tables as CSV: UTF-8 with a byte order mark, an empty cell for a missing value, the header in the first row.
A spreadsheet may turn `1/2` into a day and `00326` into a number: take the .xlsx file, or import all columns as text.
In R too: read.csv(..., colClasses = c(thomas_id = "character")) keeps the zeros; true and false are text there.
A date that has columns ..._earliest and ..._latest may be known to the month or year alone (2019-03): count by one of these.
datapackage.json is the descriptor with types, keys and meanings (Data Package)."""


def files(contents: Contents) -> Iterator[File]:
    """Yield the archive."""
    tables = {f"{name}.csv": MARK + to_csv(content) for name, content in contents.tables.items()}
    descriptor = json.loads(contents.pages["datapackage.json"])
    for resource in descriptor["resources"]:
        content = tables[f"{resource['name']}.csv"]
        resource |= {
            "path": f"{resource['name']}.csv",
            "encoding": "utf-8-sig",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
        del resource["x-parquet"]
    described = json.dumps(descriptor, ensure_ascii=False, indent=1).encode() + b"\n"
    yield archive(contents, "csv", ABOUT, tables | {"datapackage.json": described})
