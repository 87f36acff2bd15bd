"""Make mutants by a seed, import each, print what came of them by class; exit code 1 when one failed."""

import argparse
import gc
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from official_sources import FOLDER  # noqa: E402 - lies beside this folder
from small_files import small_files, standing_list  # noqa: E402

from .classes import FAILURES, Result, ledger, table  # noqa: E402
from .damage import PARTS, TEXTS  # noqa: E402
from .documents import opened  # noqa: E402
from .project import in_scope, small_root  # noqa: E402
from .raw_damage import BYTES  # noqa: E402
from .seeds import DAY, Seed, seeds  # noqa: E402
from .trial import Outcome, Rows, attempt, rows_in  # noqa: E402

CLASSES = ("unchanged", "another file", *TEXTS, *PARTS, *BYTES)
Mutant = tuple[str, dict[str, bytes]]


def mutant(seed: Seed, others: list[Seed], chance: random.Random, only: str = "") -> Mutant:
    """Return how a seed was damaged, and its files with the damage."""
    (name, data), *rest = seed.files.items()
    for _ in range(200):
        damage = only or chance.choice(CLASSES[1:])
        if damage == "another file":
            return damage, dict([(name, next(iter(chance.choice(others).files.values()))), *rest])
        if damage in BYTES:
            found = BYTES[damage](name, data, chance)
            if found and found != (name, data):
                return damage, dict([found, *rest])
        elif not name.endswith(".xls"):
            document = opened(name, data, chance)
            if damage == "unchanged" or {**TEXTS, **PARTS}[damage](document, chance):
                return damage, dict([(name, document.whole()), *rest])
    return "unchanged", seed.files


def work(number: int, workers: int, options: argparse.Namespace, found: list[Seed], out: Path) -> None:
    """Import the mutants of one worker, and write what came of them."""
    texts = [data for seed in found for data in seed.files.values()]
    root = small_root(HERE.parents[1], out / f"project-{number}", texts)
    bare = out / f"bare-{number}"
    shutil.copytree(root, bare)
    shutil.rmtree(bare / "raw" / "imported" / "us_legislators")
    roots = {seed.importer: bare if seed.importer == "us_legislators" else root for seed in found}
    true: dict[str, Rows] = {}
    with (out / f"results-{number}.jsonl").open("w", encoding="utf-8") as results:
        gc.freeze()  # so that the trials copy little of this process
        for n in range(number, options.mutants, workers):
            seed = found[n % len(found)]
            if seed.publication not in true:
                true[seed.publication] = rows_in(roots[seed.importer], seed.importer, seed.files, DAY)
            damage, files = mutant(seed, found, random.Random(f"{options.seed}-{n}"), options.only)
            outcome = attempt(roots[seed.importer], seed.importer, files, DAY, true[seed.publication])
            result = Result(n, seed.publication, damage, outcome, tuple(n.removesuffix(".gz") for n in files))
            results.write(json.dumps({**asdict(result), "seen": result.verdict}) + "\n")
            if result.verdict in FAILURES and options.keep:
                for name, data in files.items():
                    (options.keep / f"{n}-{name}").write_bytes(data)


def main() -> int:
    """Run the workers and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", choices=("", *CLASSES), help="one class of damage")
    parser.add_argument("--publication", default="", help="part of the name of a publication")
    parser.add_argument("--keep", type=Path, help="folder for the mutants that failed")
    parser.add_argument("--results", type=Path, help="file for what came of each, in JSON lines")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    made = {**small_files(), "mid_us_entry_bans.md": standing_list()}
    found = [s for s in seeds(FOLDER, made, in_scope(HERE.parents[1])) if options.publication in s.publication]
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        children = []
        for number in range(options.workers):
            child = os.fork()
            if not child:
                try:
                    work(number, options.workers, options, found, out)
                    os._exit(0)
                except BaseException:
                    traceback.print_exc()
                    os._exit(1)
            children.append(child)
        ended = [os.waitpid(child, 0)[1] for child in children]
        results = list(_read(out))
        if options.results:
            options.results.write_text("".join(f.read_text() for f in sorted(out.glob("results-*"))), encoding="utf-8")
    seen = Counter(r.verdict for r in results)
    sys.stdout.write(
        f"{table(results)}\n\n{ledger(results)}\n\n{_most(results)}, {len(found)} publications, seed {options.seed}\n"
    )
    for result in results:
        if result.verdict in FAILURES:
            said = result.outcome.message or ", ".join(result.outcome.changed)
            sys.stdout.write(
                f"{result.number} {result.verdict}: {result.publication}, {result.damage}: {said[-600:]}\n"
            )
    return int(any(ended) or len(results) < options.mutants or any(seen[v] for v in FAILURES))


def _most(results: list[Result]) -> str:
    memory, time = (
        max(found) for found in zip(*((r.outcome.megabytes, r.outcome.seconds) for r in results), strict=True)
    )
    return f"at most {memory} MB and {time} s"


def _read(out: Path) -> Iterator[Result]:
    for file in sorted(out.glob("results-*")):
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = json.loads(line)
            del cells["seen"]
            yield Result(**{**cells, "outcome": Outcome(**cells["outcome"]), "names": tuple(cells["names"])})


if __name__ == "__main__":
    sys.exit(main())
