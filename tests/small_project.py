"""The small project that tests break, and the command as users run it."""

import hashlib
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from magnitsky_data.contract.canonical import canonical, parse_csv
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build
from magnitsky_data.importers.files.open import content_of
from magnitsky_data.importers.origins import read_origins
from magnitsky_data.importers.run import import_files

ROOT = Path(__file__).parents[1]
COMMAND = Path(sysconfig.get_path("scripts")) / "magnitsky-data"
Row = dict[str, str]


@dataclass(frozen=True)
class Project:
    """A project folder that a test may break."""

    root: Path

    def rows(self, name: str) -> list[Row]:
        """Rows of a file under raw/: ``curated/laws``."""
        return parse_csv(self.file(name).read_bytes())[1]

    def file(self, name: str) -> Path:
        return self.root / "raw" / f"{name}.csv"

    def write(self, name: str, rows: list[Row]) -> None:
        """Write rows in canonical form; columns are those of the first row."""
        table = Contract.read(self.root / "datapackage.json").table(name.rpartition("/")[2].partition(".")[0])
        self.file(name).parent.mkdir(parents=True, exist_ok=True)
        self.file(name).write_bytes(canonical(table, rows, list(rows[0])))

    def change(self, name: str, where: Row, **cells: str) -> int:
        """Change cells of the one row that ``where`` tells, and return its line. A new column is added."""
        rows = self.rows(name)
        found = [row for row in rows if all(row[c] == v for c, v in where.items())]
        assert len(found) == 1, f"{name}: {len(found)} rows with {where}"
        for row in rows:
            row.update({c: cells[c] if row is found[0] else row.get(c, "") for c in cells})
        self.write(name, rows)
        return self.line(name, where | {c: v for c, v in cells.items() if c in where})

    def add(self, name: str, row: Row) -> int:
        """Add a row, empty where it says nothing, and return its line."""
        rows = self.rows(name) if self.file(name).is_file() else []
        columns = dict.fromkeys([*(rows[0] if rows else ()), *row])
        self.write(name, [{c: r.get(c, "") for c in columns} for r in [*rows, row]])
        return self.line(name, row)

    def drop(self, name: str, where: Row) -> None:
        """Take rows away."""
        rows = self.rows(name)
        kept = [row for row in rows if any(row[c] != v for c, v in where.items())]
        assert 0 < len(kept) < len(rows), f"{name}: {len(rows) - len(kept)} of {len(rows)} rows with {where}"
        self.write(name, kept)

    def line(self, name: str, where: Row) -> int:
        """Line of the one row that ``where`` tells; the header is line 1."""
        lines = [n for n, r in enumerate(self.rows(name), start=2) if all(r.get(c, "") == v for c, v in where.items())]
        assert len(lines) == 1, f"{name}: lines {lines} with {where}"
        return lines[0]

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace text in any file of the project, once."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file}: no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def digest(self) -> dict[str, str]:
        """Every file and folder of the project with its SHA-256."""
        return {
            str(f.relative_to(self.root)): hashlib.sha256(f.read_bytes()).hexdigest() if f.is_file() else "folder"
            for f in sorted(self.root.rglob("*"))
        }


# What the small project is about: the Magnitsky Act of 2012 with the vote of the Senate and Russia's answer, a bill whose record
# a curator corrected, and a measure that was taken back.
SEEDS = {
    "bills": ("bill_id", {"us-112-hr-6156", "us-114-s-284"}),
    "votes": ("vote_id", {"us-112-2012-s-223"}),
    "laws": ("law_id", {"us-pl-112-208", "us-pl-112-208-title-iv"}),
    "retaliatory_measures": (
        "measure_id",
        {"ru-2012-272fz", "ru-2012-272fz-art4-adopt", "ru-2013-04-13-us", "ve-2020-06-eu"},
    ),
    "designation_rounds": ("round_id", set[str]()),
}

# The signature of the Act, and what is claimed of it: two values that the record holds, a set of rows, and a cause of death.
EVENTS = {"2012-12-06-01", "2012-12-14-01"}
CLAIMS = {"seed000-01", "seed000-10", "seed000-11", "seed000-23"}
CASE = ("works", "events", "event_entities", "claims")


class Cut:
    """raw/ of the repository, cut down to what belongs to the seeds."""

    def __init__(self) -> None:
        self.contract = Contract.read(ROOT / "datapackage.json")
        files = [f for f in sorted((ROOT / "raw").rglob("*.csv")) if self._is_of_legislation(f)]
        self.parts = {str(f.relative_to(ROOT / "raw")): parse_csv(f.read_bytes())[:2] for f in files}
        for table in self.contract.tables.values():
            for target, (column, seeds) in SEEDS.items():
                self._cut_links(table, target, column, seeds)
        self.keep("bill_relations", lambda row: row["relation_type"] != "text_enacted_in" or bool(row["law_id"]))
        self.keep("chambers", lambda row: row["jurisdiction_code"] == "US")
        self.keep("works", lambda row: bool(row["bill_id"] or row["law_id"]))
        self.keep("events", lambda row: row["event_id"] in EVENTS)
        self._empty("events", "work_id")
        self.keep("event_entities", lambda row: row["event_id"] in EVENTS)
        self.keep("claims", lambda row: row["claim_id"] in CLAIMS)
        sponsorships = self.values("sponsorships", "sponsorship_id", "bill_id")
        self.keep("sponsorships", lambda row: row["sponsorship_id"] in sponsorships)
        members = self.values("sponsorships", "legislator_id") | self.values("vote_positions", "legislator_id")
        # Members in office stay: the samples of the Clerk and the Senate name them.
        self.keep(
            "legislators", lambda row: row["legislator_id"] in members or "legislators-current" in row["source_id"]
        )
        bodies = self.values("works", "creator_entity_id") | self.values("sponsorships", "entity_id")
        bodies |= self.values("retaliation_targets", "entity_id")
        bodies |= self.values("event_entities", "entity_id") | self.values("claims", "claimed_by_entity_id")
        self.keep("entities", lambda row: row["entity_id"] in bodies)
        keys = {
            (t.name, "|".join(r[c] for c in t.primary_key))
            for t in self.contract.tables.values()
            for r in self.rows(t.name)
        }
        for table in ("citations", "corrections"):
            self.keep(table, lambda row: (row["table_name"], row["row_id"]) in keys)
        used = {
            r["source_id"]
            for p, (_, rows) in self.parts.items()
            if "sources" not in p
            for r in rows
            if "source_id" in r
        }
        self.keep("sources", lambda row: row["source_id"] in used)

    def _is_of_legislation(self, file: Path) -> bool:
        table = self.contract.tables[file.name.partition(".")[0]]
        is_list = file.parent.parent.name == "imported" and not file.parent.name.startswith(
            ("ru_mfa", "us_congress", "us_leg", "us_votes")
        )
        return (
            not is_list
            and table.group in ("Legislation", "People and bodies", "Reference", "Retaliation")
            and table.name not in ("link_benchmark", "link_decisions")
            and (table.name == "entities" or not table.name.startswith("entity_"))
        ) or table.name in CASE

    def _parts(self, table: str) -> list[str]:
        return [part for part in self.parts if Path(part).name.partition(".")[0] == table]

    def rows(self, table: str) -> list[Row]:
        """Rows of a table without its overlays."""
        return [row for p in self._parts(table) if Path(p).name == f"{table}.csv" for row in self.parts[p][1]]

    def values(self, table: str, column: str, beside: str = "") -> set[str]:
        return {row[column] for row in self.rows(table) if row.get(column) and (not beside or row[beside])}

    def keep(self, table: str, wanted: Callable[[Row], bool]) -> None:
        for part in self._parts(table):
            header, rows = self.parts[part]
            self.parts[part] = (header, [row for row in rows if wanted(row)])

    def _empty(self, table: str, *columns: str) -> None:
        for row in self.rows(table):
            row.update(dict.fromkeys(columns, ""))

    def _cut_links(self, table: Table, target: str, column: str, seeds: set[str]) -> None:
        """Drop the rows that belong to another bill, vote or law; empty a cell that may be empty."""
        if table.name == target:
            self.keep(target, lambda row: row[column] in seeds)
        for link in (k.column for k in table.foreign_keys if k.table == target):
            if link in table.primary_key or table.by_name[link].required:
                self.keep(table.name, lambda row, link=link: row.get(link, "") in {*seeds, ""})
            for part in self._parts(table.name):
                for row in self.parts[part][1]:
                    if link in row and row[link] not in seeds:
                        row[link] = ""

    def write(self, root: Path) -> None:
        for part, (header, rows) in self.parts.items():
            if rows:
                (root / "raw" / part).parent.mkdir(parents=True, exist_ok=True)
                table = self.contract.table(Path(part).name.partition(".")[0])
                (root / "raw" / part).write_bytes(canonical(table, rows, header))


def copy_project(small_project: Path, folder: Path) -> Project:
    """Return a copy to break."""
    shutil.copytree(small_project, folder / "project")
    return Project(folder / "project")


@dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str


def run_command(
    project: Project, *arguments: object, before: Callable[[], None] | None = None, **environment: str
) -> Run:
    """Run the command as users do, in a project and on its release."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    env |= {"MAGNITSKY_DATA_RELEASE": str(project.root / "build"), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    command = [COMMAND, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=project.root, env=env, capture_output=True, text=True, timeout=60, preexec_fn=before
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


def released(project: Project, *tables: str) -> list[list[Row]]:
    """Build the project and return the rows of tables as the release has them."""
    build(project.root, validated(project.root))
    return [parse_csv((project.root / "build" / "csv" / f"{table}.csv").read_bytes())[1] for table in tables]


def imported(project: Project, name: str) -> dict[str, bytes]:
    """Return the content of the files that an importer wrote."""
    return {f.name: f.read_bytes() for f in (project.root / "raw" / "imported" / name).glob("*")}


def do_import(project: Project, name: str, *files: Path, date: str = "") -> list[str]:
    """Import files one after the other, those that are not known from one address; return those that changed under raw/."""
    contract = Contract.read(project.root / "datapackage.json")
    changed: list[str] = []
    for file in files:
        is_known = hashlib.sha256(content_of(file)).hexdigest() in read_origins(project.root, contract)
        url = "" if is_known else "https://example.org/"
        changed += import_files(project.root, name, file, url=url, date=date).changed
    return changed
