"""All tables as Parquet, as the package itself reads them."""

from collections.abc import Iterator
from io import BytesIO

import pyarrow.parquet as pq

from magnitsky_data.curation.release.contents import Contents, File, archive

ABOUT = """Tables as Parquet, with types: dates are dates, enumerations dictionaries, a missing value is null.
`SELECT * FROM 'listings.parquet'` in DuckDB, `pl.read_parquet` in polars, `arrow::read_parquet` in R."""


def files(contents: Contents) -> Iterator[File]:
    """Yield the archive."""
    tables = {}
    for name, content in contents.tables.items():
        stream = BytesIO()
        pq.write_table(content, stream, compression="zstd", compression_level=9)
        tables[f"{name}.parquet"] = stream.getvalue()
    yield archive(contents, "parquet", ABOUT, tables)
