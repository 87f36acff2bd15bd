"""What the tests share: the official files, a small valid project, and the real command."""

import hashlib
import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from magnitsky_data.contract import Contract, Table
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build
from magnitsky_data.curation.raw import canonical, parse_csv

ROOT = Path(__file__).parents[1]
COMMAND = Path(sysconfig.get_path("scripts")) / "magnitsky-data"
Row = dict[str, str]


@pytest.fixture(scope="session")
def sources() -> Path:
    """Folder of official files; the tests that need it are skipped without it, unless it is required."""
    folder = Path(os.environ.get("MAGNITSKY_DATA_SOURCES") or ROOT.parent / "shared" / "sources")
    if not (folder / "us-congress").is_dir():
        message = f"{folder}: no official files here; name their folder in MAGNITSKY_DATA_SOURCES"
        if os.environ.get("MAGNITSKY_DATA_SOURCES_REQUIRED"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


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
    "designation_rounds": ("round_id", set()),
}


class Cut:
    """raw/ of the repository, cut down to what belongs to the seeds."""

    def __init__(self) -> None:
        self.contract = Contract.read(ROOT / "datapackage.json")
        files = sorted((ROOT / "raw").rglob("*.csv"))
        self.parts = {str(f.relative_to(ROOT / "raw")): parse_csv(f.read_bytes())[:2] for f in files}
        for table in self.contract.tables.values():
            for target, (column, seeds) in SEEDS.items():
                self._cut_links(table, target, column, seeds)
        self.keep("works", lambda row: bool(row["bill_id"] or row["law_id"]))
        sponsorships = self.values("sponsorships", "sponsorship_id", "bill_id")
        self.keep("sponsorships", lambda row: row["sponsorship_id"] in sponsorships)
        members = self.values("sponsorships", "legislator_id") | self.values("vote_positions", "legislator_id")
        # Members in office stay: the samples of the Clerk and the Senate name them.
        self.keep(
            "legislators", lambda row: row["legislator_id"] in members or "legislators-current" in row["source_id"]
        )
        bodies = self.values("works", "creator_entity_id") | self.values("sponsorships", "entity_id")
        bodies |= self.values("retaliation_targets", "entity_id")
        self.keep("link_decisions", lambda row: False)
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


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid small project with its release, made once; tests take a copy of it from ``project``."""
    root = tmp_path_factory.mktemp("small")
    shutil.copy(ROOT / "datapackage.json", root)
    Cut().write(root)
    build(root, validated(root))
    return root


def copy_project(small_project: Path, folder: Path) -> Project:
    """Return a copy to break."""
    shutil.copytree(small_project, folder / "project")
    return Project(folder / "project")


@pytest.fixture
def project(small_project: Path, tmp_path: Path) -> Project:
    """A small valid project to break."""
    return copy_project(small_project, tmp_path)


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


@pytest.fixture
def run(project: Project) -> Callable[..., Run]:
    """The real command in the small project: ``run("show", "bills", NAME="value of a variable")``."""
    return partial(run_command, project)


def _api_markdown(blocks: dict[str, object]) -> str:
    parts = [f"## API Data: {name}\n\n```json\n{json.dumps(block, indent=2)}\n```\n" for name, block in blocks.items()]
    return f"# Metadata\n\n- Embedded API data: {', '.join(blocks)}\n\n" + "\n".join(parts)


# The four senators who voted against H.R. 6156, https://www.senate.gov/legislative/LIS/roll_call_lists/.
NAYS = {"S131": ("Levin", "D", "MI"), "S259": ("Reed", "D", "RI"), "S313": ("Sanders", "I", "VT"), "S316": ("Whitehouse", "D", "RI")}  # fmt: skip


@pytest.fixture(scope="session")
def small_files() -> dict[str, str]:
    """A small official file of each form that the importers read: S. 284 (114th), and a vote of few members."""
    member = {"bioguideId": "C000141", "party": "D", "state": "MD"}
    cosponsor = {"bioguideId": "M000303", "party": "R", "state": "AZ", "sponsorshipDate": "2015-01-28", "isOriginalCosponsor": "True"}  # fmt: skip
    library = {"code": "9", "name": "Library of Congress"}
    api = {
        "bill": {"bill": {"congress": 114, "introducedDate": "2015-01-28", "number": "284", "type": "S", "sponsors": [member], "updateDate": "2019-02-06T00:00:00Z"}},
        "actions": {"actions": [{"actionCode": "10000", "actionDate": "2015-01-28", "sourceSystem": library, "text": "Introduced in Senate", "type": "IntroReferral"}]},
        "cosponsors": {"cosponsors": [cosponsor]},
        "titles": {"titles": [{"title": "Global Magnitsky Human Rights Accountability Act", "titleType": "Short Title(s) as Introduced"}]},
    }  # fmt: skip
    data_json = {
        "actions": [{"acted_at": "2015-01-28", "action_code": "10000", "text": "Introduced in Senate"}],
        "bill_type": "s",
        "congress": "114",
        "cosponsors": [{"thomas_id": "00754", "sponsored_at": "2015-01-28", "state": "AZ", "withdrawn_at": None}],
        "enacted_as": None,
        "introduced_at": "2015-01-28",
        "number": "284",
        "related_bills": [{"bill_id": "hr624-114", "reason": "related", "type": "bill"}],
        "sponsor": {"thomas_id": "00174", "state": "MD", "type": "person"},
        "titles": [{"as": "introduced", "is_for_portion": False, "title": "Global Magnitsky Human Rights Accountability Act", "type": "short"}],
        "updated_at": "2016-08-01T04:02:39-04:00",
    }  # fmt: skip
    vote_json = {
        "bill": {"congress": 112, "number": 6156, "type": "hr"}, "category": "passage", "chamber": "s", "congress": 112,
        "date": "2012-12-06T12:10:00-05:00", "number": 223, "question": "On Passage of the Bill H.R. 6156", "requires": "1/2",
        "result": "Bill Passed", "session": "2012", "updated_at": "2021-07-06T03:10:32-04:00",
        "votes": {"Nay": [{"id": lis, "last_name": name, "party": party, "state": state} for lis, (name, party, state) in NAYS.items()]},
    }  # fmt: skip
    voters = "".join(f'<voter id="{lis}" vote="-" value="Nay" state="{state}"/>' for lis, (_, _, state) in NAYS.items())
    senators = "".join(
        f"<member><member_full>{name} ({party}-{state})</member_full><party>{party}</party><state>{state}</state>"
        f"<vote_cast>Nay</vote_cast><lis_member_id>{lis}</lis_member_id></member>"
        for lis, (name, party, state) in NAYS.items()
    )
    columns = ["full_name", "nickname", *"last_name first_name middle_name suffix birthday bioguide_id thomas_id lis_id govtrack_id icpsr_id wikipedia_id".split()]  # fmt: skip
    return {
        "BILLSTATUS-114s284.xml": """<?xml version="1.0" encoding="utf-8"?>
<billStatus>
  <version>3.0.0</version>
  <bill>
    <number>284</number>
    <updateDate>2019-02-06T00:00:00Z</updateDate>
    <type>S</type>
    <introducedDate>2015-01-28</introducedDate>
    <congress>114</congress>
    <relatedBills><item><congress>114</congress><number>624</number><type>HR</type><relationshipDetails><item><type>Related bill</type></item></relationshipDetails></item></relatedBills>
    <actions><item><actionDate>2015-01-28</actionDate><text>Introduced in Senate</text><type>IntroReferral</type><actionCode>10000</actionCode></item></actions>
    <sponsors><item><bioguideId>C000141</bioguideId><party>D</party><state>MD</state></item></sponsors>
    <cosponsors><item><bioguideId>M000303</bioguideId><party>R</party><state>AZ</state><sponsorshipDate>2015-01-28</sponsorshipDate><isOriginalCosponsor>True</isOriginalCosponsor></item></cosponsors>
    <titles><item><titleType>Short Title(s) as Introduced</titleType><title>Global Magnitsky Human Rights Accountability Act</title></item></titles>
  </bill>
</billStatus>
""",
        "s284.data.json": json.dumps(data_json, indent=1),
        "s284.metadata.md": _api_markdown(api),
        "112-2012-s223.data.json": json.dumps(vote_json, indent=1),
        "112-2012-s223.data.xml": f"""<roll where="senate" session="112" year="2012" roll="223" source="senate.gov"
  datetime="2012-12-06T12:10:00-05:00" updated="2021-07-06T03:10:32-04:00" aye="0" nay="4" nv="0" present="0">
  <category>passage</category><type>On Passage of the Bill</type><question>On Passage of the Bill H.R. 6156</question>
  <required>1/2</required><result>Bill Passed</result><bill session="112" type="h" number="6156"/>{voters}
</roll>
""",
        "vote_112_2_00223.xml": f"""<?xml version="1.0" encoding="UTF-8"?><roll_call_vote>
  <congress>112</congress><session>2</session><congress_year>2012</congress_year><vote_number>223</vote_number>
  <vote_date>December 6, 2012,  12:10 PM</vote_date><vote_question_text>On Passage of the Bill H.R. 6156</vote_question_text>
  <question>On Passage of the Bill</question><majority_requirement>1/2</majority_requirement><vote_result>Bill Passed</vote_result>
  <document><document_congress>112</document_congress><document_type>H.R.</document_type><document_number>6156</document_number></document>
  <count><yeas/><nays>4</nays><present/><absent/></count>
  <members>{senators}</members>
</roll_call_vote>
""",
        "roll608.xml": """<rollcall-vote>
<vote-metadata><majority>R</majority><congress>112</congress><session>2nd</session><chamber>U.S. House of Representatives</chamber>
<rollcall-num>608</rollcall-num><legis-num>H R 6156</legis-num><vote-question>On Passage</vote-question><vote-type>YEA-AND-NAY</vote-type>
<vote-result>Passed</vote-result><action-date>16-Nov-2012</action-date><vote-desc>Russia and Moldova Jackson-Vanik Repeal</vote-desc>
<vote-totals><totals-by-vote><total-stub>Totals</total-stub><yea-total>1</yea-total><nay-total>1</nay-total><present-total>0</present-total><not-voting-total>0</not-voting-total></totals-by-vote></vote-totals></vote-metadata>
<vote-data>
<recorded-vote><legislator name-id="M000312" party="D" state="MA" role="legislator">McGovern</legislator><vote>Yea</vote></recorded-vote>
<recorded-vote><legislator name-id="P000583" party="R" state="TX" role="legislator">Paul</legislator><vote>Nay</vote></recorded-vote>
</vote-data>
</rollcall-vote>
""",
        "legislators-current.csv": "\r\n".join(
            [
                ",".join(columns),
                "Bernard Sanders,Bernie,Sanders,Bernard,,,1941-09-08,S000033,01010,S313,400357,29147,Bernie Sanders",
                "Jack Reed,,Reed,John,F.,,1949-11-12,R000122,00949,S259,300081,29142,Jack Reed (Rhode Island politician)",
                "",
            ]
        ),
    }  # fmt: skip
