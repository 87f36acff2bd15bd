"""The small project into which mutants are imported: the facts of lists and the selection, without expected counts.

Whole lists are expected to have so many entries, with so many dates; a cut one never has, and a mutant of it would be
refused for that alone.
"""

import csv
import io
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

TABLES = (
    "readings",
    "programs",
    "reissued_numbers",
    "designation_events",
    "bills",
    "bills.relevance",
    "votes",
    "votes.relevance",
)
MEMBERS = Path("raw/imported/us_legislators/legislators.csv")


def small_root(repository: Path, root: Path, texts: Iterable[bytes]) -> Path:
    """Make the project; of the members it has those whose ids stand in the texts of the seeds."""
    for name in TABLES:
        file = Path("raw/curated") / f"{name}.csv"
        (root / file.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(repository / file, root / file)
    shutil.copy(repository / "datapackage.json", root)
    (root / MEMBERS.parent).mkdir(parents=True)
    with (repository / MEMBERS).open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        known = {word.decode() for text in texts for word in re.findall(rb"\b[A-Z]?\d{3,6}\b", text)}
        kept = [row for row in reader if known & {row["bioguide_id"], row["thomas_id"], row["lis_id"]}]
        out = io.StringIO()
        writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    (root / MEMBERS).write_text(out.getvalue(), encoding="utf-8")
    return root


def in_scope(repository: Path) -> dict[str, str]:
    """Return the names of OFAC's entries that documents name, by number."""
    with (repository / "raw/curated/designation_events.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["official_id"]: row["listed_name"]
            for row in csv.DictReader(stream)
            if row["entry_id"].startswith("us-ofac-")
        }
