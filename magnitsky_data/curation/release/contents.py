"""What every format of a release is made of: the contract, the tables, and what a reader is told first."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyarrow as pa
from pyarrow.parquet import ParquetFile

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.descriptor import Contract, Table

# Files of a release bear no clock: each has the first time that a zip archive can hold.
FIRST_TIME = (1980, 1, 1, 0, 0, 0)
PAGES = ("README.md", "LICENSE-DATA.md", "datapackage.json", "validation.json")

File = tuple[str, bytes]  # name in the release folder, content


@dataclass(frozen=True)
class Contents:
    """A build, read once for all formats."""

    contract: Contract  # as published: with row counts, filled cells and hashes
    tables: dict[str, pa.Table]  # in the order of the shelves, enumerations as dictionaries
    pages: dict[str, bytes]  # by name: ``PAGES`` and those of the data dictionary

    @classmethod
    def read(cls, build: Path) -> "Contents":
        """Read a release folder as ``magnitsky-data build`` writes it."""
        contract = Contract.read(build / "datapackage.json")
        tables = {name: ParquetFile(build / "parquet" / f"{name}.parquet").read() for name in contract.published}
        dictionary = sorted(f"dictionary/{page.name}" for page in (build / "dictionary").glob("*.md"))
        return cls(contract, tables, {name: (build / name).read_bytes() for name in (*PAGES, *dictionary)})

    @property
    def name(self) -> str:
        """Name that the files of the release begin with."""
        return f"{self.contract.descriptor['name']}-{self.contract.version}"

    @property
    def heading(self) -> str:
        """Title, version and day."""
        return f"{self.contract.descriptor['title']} {self.contract.version} ({self.contract.release_date})"

    @property
    def licence_words(self) -> list[str]:
        """What the licences of the sources ask to be printed."""
        return list(dict.fromkeys(filter(None, self.tables["licences"]["attribution"].to_pylist())))

    def on_shelves(self, *shelves: str) -> Iterator[Table]:
        """Yield the tables that stand on these shelves."""
        return (table for table in self.contract.published.values() if table.shelf in shelves)


def cautions(contents: Contents) -> str:
    """Return what to know before counting, table by table, in Markdown."""
    told = (table for table in contents.contract.published.values() if table.cautions)
    parts = [f"## {table.name}\n\n" + "\n".join(f"- {caution}" for caution in table.cautions) for table in told]
    return "\n\n".join(["# Before counting", *parts]) + "\n"


def introduction(contents: Contents, about: str) -> str:
    """Return README.md of an archive: what it is, what lies in it, how to cite it, whose words to print."""
    files = [
        f"- `{name}` ({t.resource['x-rows']:,} rows): {t.description}"
        for name, t in contents.contract.published.items()
    ]
    return "\n".join(
        [
            f"# {contents.heading}",
            "",
            contents.contract.descriptor["description"],
            "",
            about,
            "dictionary/ has the meaning of every column, CAUTIONS.md what to know before counting: read it first.",
            "",
            "## How to cite",
            "",
            dataset_citation(contents.contract, "text"),
            "",
            "Whoever passes the data on prints these words of their publishers (LICENSE-DATA.md):",
            "",
            *(f"- {words}" for words in contents.licence_words),
            "",
            "## Tables",
            "",
            *files,
        ]
    ) + "\n"  # fmt: skip


def archive(contents: Contents, kind: str, about: str, files: Mapping[str, bytes]) -> File:
    """Return a zip archive of one folder with these files, the pages that belong to every archive, and no clock."""
    name = f"{contents.name}-{kind}"
    pages = {
        "README.md": introduction(contents, about).encode(),
        "CAUTIONS.md": cautions(contents).encode(),
        **{name: page for name, page in contents.pages.items() if name.startswith("dictionary/")},
        "LICENSE-DATA.md": contents.pages["LICENSE-DATA.md"],
        "CITATION.bib": (dataset_citation(contents.contract, "bibtex") + "\n").encode(),
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for path, content in (pages | dict(sorted(files.items()))).items():
            entry = zipfile.ZipInfo(f"{name}/{path}", FIRST_TIME)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            zipped.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return f"{name}.zip", stream.getvalue()
