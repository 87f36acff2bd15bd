"""A small valid project with lists, told in short rows: who stands in which state of a list, and which events are known."""

import shutil
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from small_project import ROOT, Project, Row

from magnitsky_data.contract.descriptor import Contract

CONTRACT = Contract.read(ROOT / "datapackage.json")
SOURCE = "ofac.treasury.gov-00000001"
DOE = "us-ofac-1"

# What every row of a table has unless a test says otherwise.
DEFAULTS: dict[str, Row] = {
    "sources": {
        "source_type": "official_list",
        "title": "Recent Actions",
        "publisher": "OFAC",
        "url": "https://ofac.treasury.gov/recent-actions",
        "undated_reason": "kept_current",
        "licence": "U.S. government work",
        "is_official": "true",
        "is_party_to_case": "false",
    },
    "jurisdictions": {"jurisdiction_type": "country"},
    "lists": {"publisher": "OFAC"},
    "laws": {
        "jurisdiction_code": "US",
        "law_type": "executive_order",
        "issuer": "President",
        "scope": "global",
        "grounds": "both",
        "is_binding": "true",
        "relevance": "core",
    },
    "programs": {
        "list_id": "us_ofac",
        "jurisdiction_code": "US",
        "authority": "OFAC",
        "scope": "global",
        "has_asset_freeze": "true",
        "has_entry_ban": "true",
        "coverage": "complete",
        "lag_days": "0",
        "description": "Serious human rights abuse and corruption",
    },
    "designation_rounds": {"program_id": "us-glomag", "action": "add"},
    "designation_events": {"program_id": "us-glomag", "entity_type": "person"},
    "reported_totals": {"program_id": "us-glomag", "counts": "named_ever", "counted_by": "authority"},
    "list_entries": {"list_id": "us_ofac", "entity_type": "person"},
    "list_names": {"name_type": "alias", "is_weak": "false", "part": "names"},
    "list_particulars": {"part": "remarks"},
    "list_measures": {"program_id": "us-glomag", "part": "measures"},
    "entities": {"entity_type": "person"},
    "entity_links": {"method": "curator"},
    "retaliatory_measures": {
        "imposing_jurisdiction_code": "CN",
        "measure_type": "law",
        "title": "Answer",
        "relation": "magnitsky_type",
    },
    "retaliation_triggers": {"description": "Designations", "certainty": "stated"},
    "citations": {"table_name": "designations", "stance": "conflicts"},
}
JURISDICTIONS = {
    "AU": "Australia",
    "CN": "China",
    "EU": "European Union",
    "GB": "United Kingdom",
    "US": "United States",
}
EO_13818 = {"law_id": "us-eo-13818", "title": "Executive Order 13818", "adopted_date": "2017-12-20"}
GLOMAG = {"program_id": "us-glomag", "name": "Global Magnitsky", "law_id": "us-eo-13818"}
OPENING, CLOSING = ("add", "program_added"), ("remove", "program_removed", "merged")
LISTS = {"us_ofac": "US", "gb_fcdo": "GB", "eu_fsf": "EU", "au_dfat": "AU", "us_state": "US"}  # in order of seniority
MAIN = {"us_ofac": "us-glomag", "eu_fsf": "eu-ghrsr", "gb_fcdo": "gb-gac"}


@dataclass(frozen=True)
class State:
    """A list as it stood on a day; ``present`` has entries of its main programme, or ``entry|programme``."""

    day: str
    present: tuple[str, ...]
    list_id: str
    coverage: str
    publication: str
    basis: str
    rank: int
    is_additive: bool
    earliest: str

    @property
    def snapshot_id(self) -> str:
        return f"{self.list_id}-{self.day}" + (f"-{self.rank}" if self.rank else "")

    @property
    def members(self) -> list[tuple[str, str]]:
        pairs = (p.partition("|") for p in self.present)
        return sorted((entry, program or MAIN[self.list_id]) for entry, _, program in pairs)


def state(
    day: str,
    *present: str,
    list_id: str = "us_ofac",
    coverage: str = "complete",
    publication: str = "",
    basis: str = "in_file",
    rank: int = 0,
    is_additive: bool = False,
    earliest: str = "",
) -> State:
    """A state; those of one coverage come in one publication, an additive mirror in its own."""
    own = publication or coverage + (" mirror" if is_additive else "")
    return State(day, present, list_id, coverage, own, basis, rank, is_additive, earliest)


def event(action: str, day: str, entry: str = DOE, **cells: str) -> Row:
    """A dated event of an entry; without a day it needs a bracket."""
    number = entry.split("-", 2)[-1]
    row = {
        "program_id": "us-glomag",
        "entry_id": entry,
        "official_id": number,
        "listed_name": "DOE, John",
        "action": action,
        "reason": "delisted" if action in CLOSING else "",
        "event_date": day,
        "date_basis": "announcement" if day else "",
        **cells,
    }
    return {"designation_event_id": f"{row['program_id']}-{number}-{action}-{day}", **row}


def entry(entry_id: str = DOE, listed_name: str = "DOE, John", **cells: str) -> Row:
    """An entry of the list that its id names."""
    country, authority, number = entry_id.split("-", 2)
    return {
        "entry_id": entry_id,
        "list_id": f"{country}_{authority}",
        "official_id": number,
        "listed_name": listed_name,
        **cells,
    }


def born(entry_id: str, first: str, last: str = "") -> Row:
    """A birth date as a list tells it: a day, or a range of days."""
    return {
        "entry_id": entry_id,
        "sequence": "1",
        "particular_type": "birth_date",
        "value": first,
        "date_earliest": first,
        "date_latest": last or first,
    }


def lists_project(root: Path, *states: State, **tables: list[Row]) -> Project:
    """Write a project of these states and rows; what it does not name is one programme, one entry and their law."""
    whole: dict[str, list[Row]] = {
        "sources": [{"source_id": SOURCE}],
        "licences": [{"licence": DEFAULTS["sources"]["licence"], "title": "Works of the United States government"}],
        "jurisdictions": [{"jurisdiction_code": code, "name": name} for code, name in JURISDICTIONS.items()],
        "lists": [
            {"list_id": key, "jurisdiction_code": code, "name": key, "seniority": str(place)}
            for place, (key, code) in enumerate(LISTS.items(), start=1)
        ],
        "laws": [EO_13818],
        "programs": [GLOMAG],
        "list_entries": [entry()],
        **tables,
        **_list_tables(states),
    }
    whole.setdefault("expectations", [_least_count(program) for program in whole["programs"]])
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "datapackage.json", root)
    project = Project(root)
    for table, rows in whole.items():
        by_file: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_file[f"{_folder(table, row)}/{table}"].append(_filled(table, row))
        for name, filled in by_file.items():
            columns = dict.fromkeys(column for row in filled for column in row)
            project.write(name, [{c: row.get(c, "") for c in columns} for row in filled])
    return project


def _least_count(program: Row) -> Row:
    filled = _filled("programs", program)
    bounds = {"since_date": "2012-12-14", "publication": "", "minimum": "0", "reason": "Any number"}
    return {"list_id": filled["list_id"], "program_id": filled["program_id"], **bounds}


def _filled(table: str, row: Row) -> Row:
    cells = {"source_id": SOURCE, "confidence": "high", **DEFAULTS.get(table, {}), **row}
    return {c: cells[c] for c in CONTRACT.table(table).raw_columns if c in cells}


def _folder(table: str, row: Row) -> str:
    """Folder of a row: what a list says is imported, by list."""
    if not table.startswith(("list_", "snapshot_")):
        return "curated"
    key = row.get("list_id") or row.get("snapshot_id", "").partition("-")[0] or row["entry_id"].replace("-", "_", 1)
    return f"imported/{key.partition('-')[0]}"


def _list_tables(states: tuple[State, ...]) -> dict[str, list[Row]]:
    """Tables that follow from who stands in which state; a run lasts while states of one publication follow."""
    snapshots, counts, sightings = [], [], []
    for one in states:
        snapshots.append(
            {
                "snapshot_id": one.snapshot_id,
                "list_id": one.list_id,
                "publication": one.publication,
                "list_date": one.day,
                "list_date_basis": one.basis,
                "earliest_date": one.earliest,
                "coverage": one.coverage,
                "is_additive_only": str(one.is_additive).lower(),
                "day_rank": str(one.rank),
                "in_scope_count": str(len({e for e, _ in one.members})),
            }
        )
        programs = [program for _, program in one.members] if one.coverage == "complete" else []
        counts += [
            {"snapshot_id": one.snapshot_id, "program_id": p, "entry_count": str(programs.count(p))}
            for p in sorted(set(programs))
        ]
    for _, group in groupby(sorted(states, key=_in_runs), key=lambda s: (s.list_id, s.publication, s.coverage)):
        held: dict[tuple[str, str], list[int]] = defaultdict(list)
        ordered = list(group)
        for place, one in enumerate(ordered):
            for member in one.members:
                held[member].append(place)
        for (entry_id, program), places in held.items():
            breaks = [0, *(n for n, (a, b) in enumerate(pairwise(places), start=1) if b != a + 1), len(places)]
            sightings += [
                {
                    "entry_id": entry_id,
                    "program_id": program,
                    "first_snapshot_id": ordered[places[start]].snapshot_id,
                    "last_snapshot_id": ordered[places[end - 1]].snapshot_id,
                    "evidence": ordered[0].coverage,
                }
                for start, end in pairwise(breaks)
            ]
    files = [{"snapshot_id": one.snapshot_id, "source_id": SOURCE} for one in states]
    return {
        "snapshot_files": files,
        "list_snapshots": snapshots,
        "snapshot_counts": counts,
        "list_sightings": sightings,
    }


def _in_runs(one: State) -> tuple[str, str, str, str, int]:
    return one.list_id, one.publication, one.coverage, one.day, one.rank
