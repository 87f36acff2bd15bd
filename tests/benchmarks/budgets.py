"""Measure the budgets, each beside its floor in the same run: python tests/benchmarks/budgets.py [--runs N]

Not part of the test run: timings depend on the machine, ratios less so. Figures are medians.
"""

import argparse
import csv
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from magnitsky_data.contract.descriptor import Contract  # noqa: E402  (from this checkout)

COMMAND = Path(sys.executable).with_name("magnitsky-data")


def processes(runs: int, *codes: str) -> list[float]:
    """Return the median seconds of each code as a whole process, the codes taken in turns."""
    times: list[list[float]] = [[] for _ in codes]
    for _ in range(runs):
        for seen, code in zip(times, codes, strict=True):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True)
            seen.append(time.perf_counter() - start)
    return [statistics.median(seen) for seen in times]


def warm(runs: int, *calls: Callable[[], object]) -> list[float]:
    """Return the median seconds of each call, the calls taken in turns."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for seen, call in zip(times, calls, strict=True):
            start = time.perf_counter()
            call()
            seen.append(time.perf_counter() - start)
    return [statistics.median(seen) for seen in times]


def start_up(runs: int) -> None:
    """Import, and the first load in a new process."""
    bare, ours = processes(runs, "pass", "import magnitsky_data")
    print(
        f"import magnitsky_data      {1000 * (ours - bare):7.2f} ms over a bare interpreter ({1000 * bare:.1f} ms); budget 2 ms"
    )
    file = ROOT / "build" / "parquet" / "vote_positions.parquet"
    floor, ours = processes(
        runs,
        f"import pandas; pandas.read_parquet({str(file)!r})",
        "import magnitsky_data as md; md.load('vote_positions')",
    )
    print(f"first load, new process    {ours / floor:7.2f} of pandas.read_parquet ({1000 * floor:.0f} ms); budget 1.10")


def loads(runs: int) -> None:
    """Load every table, warm."""
    warnings.simplefilter("ignore")  # of adoptions, whose series must not be added
    from pyarrow.parquet import ParquetFile

    import magnitsky_data as md

    worst = ("", 0.0)
    for name in md.tables(all=True)["table"]:
        file = md.path(name)
        floor, ours = warm(
            runs, lambda f=file: ParquetFile(f).read().to_pandas(date_as_object=False), lambda n=name: md.load(n)
        )
        worst = max(worst, (name, ours / floor), key=lambda pair: pair[1])
        print(f"warm load {name:17}{ours / floor:7.2f} of ParquetFile.read().to_pandas ({1000 * floor:.2f} ms)")
    print(f"warm load, worst           {worst[1]:7.2f} ({worst[0]}); budget 1.10")


def questions(runs: int) -> None:
    """Search a name, and ask for the state on a day."""
    import magnitsky_data as md

    first = "import time, magnitsky_data as md; md.load('entities'); t = time.perf_counter(); md.find('Кадыров'); print(time.perf_counter() - t)"
    taken = [
        float(subprocess.run([sys.executable, "-c", first], check=True, cwd=ROOT, capture_output=True).stdout)
        for _ in range(runs)
    ]
    print(f"first find                 {1000 * statistics.median(taken):7.1f} ms over the first load; budget 60 ms")
    (search,) = warm(runs, lambda: md.find("Ramzan Kadirov"))
    print(f"find, warm                 {1000 * search:7.1f} ms; budget 15 ms")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        floor, ours = warm(runs, lambda: md.load("designations"), lambda: md.load("designations", as_of="2021-06-01"))
    print(f"load as_of, warm           {ours / floor:7.2f} of the plain load; budget 2.00")


def commands(runs: int) -> None:
    """Run the commands of readers as whole processes."""
    for words, budget in (
        (("--help",), 0.12), (("tables",), 0.12), (("describe", "votes"), 0.12), (("show", "votes"), 0.3),
        (("find", "Кадыров"), 0.3), (("entity", "us-ofac-23343"), 0.3), (("cite", "votes", "us-112-2012-h-608"), 0.3),
    ):  # fmt: skip
        taken = []
        for _ in range(max(1, runs // 3)):
            start = time.perf_counter()
            subprocess.run([COMMAND, *words], check=True, capture_output=True)
            taken.append(time.perf_counter() - start)
        print(f"{' '.join(words[:2]):26} {statistics.median(taken):7.2f} s; budget {budget} s")


def pipeline(runs: int) -> None:
    """Validate and build, with the rows as they are and ten times the bills and votes."""
    seconds = {}
    for times in (1, 10):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder)
            rows = multiply(project, times)
            for verb in ("validate", "build"):
                taken = []
                for _ in range(max(1, runs // 5)):
                    shutil.rmtree(project / "build", ignore_errors=True)
                    start = time.perf_counter()
                    subprocess.run([COMMAND, verb, "--root", project], check=True, capture_output=True)
                    taken.append(time.perf_counter() - start)
                seconds[verb, times] = statistics.median(taken)
                print(f"{verb:9} x{times:<3} {rows:8,} raw rows {seconds[verb, times]:7.2f} s")
    for verb, budget in (("validate", 2), ("build", 6.5)):
        print(
            f"{verb:9} budget {budget} s; ten times the rows take {seconds[verb, 10] / seconds[verb, 1]:.1f} times as long; budget 10"
        )


def multiply(project: Path, times: int) -> int:
    """Write a project whose bills, votes and their child rows stand ``times`` times, each in Congresses of its own."""
    shutil.copy(ROOT / "datapackage.json", project)
    contract = Contract.read(ROOT / "datapackage.json")
    total = 0
    for file in (ROOT / "raw").rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            header, *rows = list(csv.reader(stream))
        written = list(rows)
        name = file.name.partition(".")[0]
        key = itemgetter(*(header.index(column) for column in contract.tables[name].primary_key))
        for copy in range(1, times):
            moved = [
                [
                    re.sub(
                        r"\bus-(\d{3})-(?=[a-z]+-\d|\d{4}-[hs]-)", lambda m, c=copy: f"us-{int(m[1]) + 100 * c}-", cell
                    )
                    for cell in row
                ]
                for row in rows
            ]
            if name == "citations":
                written += [[f"{m[0]}-{copy}", *m[1:]] for m, row in zip(moved, rows, strict=True) if m != row]
            else:  # a row that keeps its key (an event, a claim) only refers to what was multiplied
                written += [m for m, row in zip(moved, rows, strict=True) if key(m) != key(row)]
        target = project / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *written])
        total += len(written)
    subprocess.run([COMMAND, "format", "--root", project], check=True, capture_output=True)
    return total


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=25)
    runs = parser.parse_args().runs
    start_up(runs)
    loads(runs)
    questions(runs)
    commands(runs)
    pipeline(runs)


if __name__ == "__main__":
    main()
