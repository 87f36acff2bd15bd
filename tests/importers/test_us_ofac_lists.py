"""The real flat files of OFAC, by the figures that were counted in them."""

from collections import Counter
from pathlib import Path

import pytest
from official_files import READINGS, context, opened, read_all
from test_us_ofac_csv import by_number

from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.us_ofac import read_states
from magnitsky_data.importers.us_ofac.beside import Beside

# sources/ofac/README.md, Complete SDN.CSV lists over time; format-samples/README.md for June 2024
COMPLETE = [
    ("ofac/2015-01-17", 5876, 34, 0),
    ("ofac/2018-01-26", 6068, 49, 52),
    ("ofac/2019-01-04", 7379, 49, 99),
    ("ofac/2021-01-14", 8754, 55, 240),
    ("ofac/2021-07-07", 8976, 55, 315),
    ("ofac/2024-05-03", 14965, 64, 694),
    ("format-samples/ofac/csv", 15402, 64, 700),
]


def real(folder: Path, day: str) -> ListState:
    found = [
        opened(path, day) for path in sorted(folder.iterdir()) if path.name.upper().startswith(("SDN", "ADD", "ALT"))
    ]
    (only,) = read_all(read_states, found, context())
    return only


@pytest.mark.parametrize(("folder", "rows", "magnit", "glomag"), COMPLETE)
def test_counts_of_the_real_lists(sources: Path, folder: str, rows: int, magnit: int, glomag: int) -> None:
    found = real(sources / folder, folder[-10:] if folder.startswith("ofac") else "2024-06-27")
    counts = Counter(program for entry in found.entries for program in entry.programs)
    assert (found.entry_count, counts["us-magnit"], counts["us-glomag"]) == (rows, magnit, glomag)


def test_particulars_of_the_newest_entries(sources: Path) -> None:
    """Figures of facts/notes/ofac.md for the 803 entries of 2026-07-11, by remarks of May 2024 and mid-2026."""
    newest = real_ids(sources)
    old = by_number(real(sources / "ofac/2024-05-03", "2024-05-03"))
    (rows,) = read_all(read_states, [opened(next((sources / "ofac/2026-06_rows").iterdir()), "2026-07-11")], context())
    entries = [entry for number, entry in (old | by_number(rows)).items() if entry.entry_id in newest]
    assert (len(newest), len(entries), len(rows.entries)) == (803, 803, 57)
    persons = [e for e in entries if e.entity_type == "person"]
    assert Counter(e.entity_type for e in entries) == {"person": 318, "organization": 328, "vessel": 157}

    def having(kind: str, among: list[Entry]) -> int:
        return sum(
            any(p.particular_type == kind for p in e.parts["remarks"] if isinstance(p, Particular)) for e in among
        )

    assert having("birth_date", persons) == 318
    assert having("gender", persons) == 280
    assert having("nationality", persons) == 238
    assert having("birth_place", persons) == 221
    assert having("passport", persons) == 111
    assert having("citizenship", persons) == 9
    assert having("linked_to", entries) == 519
    # The sheet counts a.k.a. '...'; 28059 has f.k.a. 'R.E.N.T.A.L A.S.' only.
    assert (
        sum(any(isinstance(n, Name) and n.name_type == "alias" for n in e.parts["weak_aliases"]) for e in entries) == 63
    )
    assert sum(bool(e.parts["title"]) for e in entries) == 19


def real_ids(sources: Path) -> dict[str, tuple[str, ...]]:
    (found,) = read_all(read_states, [opened(sources / "ofac/2026-07-11/sdn_and_alt_reduced.json.gz")], context())
    return {entry.entry_id: entry.programs for entry in found.entries}


# sources/ofac/README.md, Complete lists of entry ids only, and the table Which file for what; 2026-08-02/README.md
IDS = {"2025-01-06": 16989, "2025-11-08": 18099, "2025-12-24": 18494, "2026-06-02": 19014, "2026-08-02": 19181}
RIVAS_REYES = "us-ofac-23308"


@pytest.mark.parametrize(("folder", "ids"), IDS.items())
def test_ids_of_the_real_lists(sources: Path, folder: str, ids: int) -> None:
    """The 803 entries of 2026-07-11 have 548 aliases for 308 of them in June and in August, when one had gone."""
    scope = real_ids(sources)
    files = [opened(path, folder) for path in sorted((sources / "ofac" / folder).glob("*.gz"))]
    (found,) = read_all(read_states, files, context(scope))
    assert (found.coverage, found.entry_count, len(found.present)) == ("ids_only", ids, ids)
    if folder >= "2026-06-02":
        assert set(scope) - found.present == ({RIVAS_REYES} if folder == "2026-08-02" else set())
        aliases = [entry.parts["aliases"] for entry in found.entries]
        assert (sum(map(len, aliases)), sum(map(bool, aliases))) == (548, 308)


def test_comments_continue_the_real_remarks(sources: Path) -> None:
    """24 rows of SDN_COMMENTS.CSV; those of 2021-07-07 stand beside their SDN.CSV."""
    folder = sources / "ofac/2021-07-07"
    comments = opened(folder / "sdn_comments.csv.gz")
    beside = Beside({"sdn_comments": comments}, READINGS)
    rest = {row.split(",")[0]: beside.overflow(row.split(",")[0]) for row in comments.data.decode().split("\r\n")[:-1]}
    assert len(rest) == 5
    lines = opened(folder / "sdn.csv.gz").data.decode().splitlines()
    for number, text in rest.items():
        (line,) = (line for line in lines if line.startswith(f"{number},"))
        assert not line.endswith('."') or len(line) > 1000
        assert text.endswith(".")
