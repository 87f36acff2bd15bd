"""The maintainer's verbs on a project folder: format, validate, build."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from magnitsky_data.contract.canonical import NotCSV, canonical, parse_csv
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.layout import part_files, table_of
from magnitsky_data.contract.problems import Problem, ProblemsFound, shown
from magnitsky_data.contract.slips import slips
from magnitsky_data.contract.writer import JOURNAL
from magnitsky_data.contract.writing import replace_all
from magnitsky_data.curation.assemble import assemble
from magnitsky_data.curation.check import check_derived, check_gathered
from magnitsky_data.curation.database import Database, tools
from magnitsky_data.curation.derive.steps import derive
from magnitsky_data.curation.rules.run import run_rules
from magnitsky_data.curation.table_names import MODULE, table_names_module
from magnitsky_data.errors import BuildStopped

Progress = Callable[[str], None]


def validated(root: Path, progress: Progress = lambda _: None) -> Database:
    """Return the whole dataset of a project folder; ``ProblemsFound`` lists everything wrong at once.

    Derivations and rules trust cells and keys, so they run only when all of these are right.
    """
    with _uncollected():
        return _validated(root, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles still: it would walk hundreds of thousands of cells again and again, and they hold none."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _validated(root: Path, progress: Progress) -> Database:
    descriptor = root / "datapackage.json"
    if wrong := slips(descriptor):
        raise ProblemsFound(wrong)  # what data must be is not known, so nothing is checked against it
    progress("reading")
    contract = Contract.read(descriptor)
    tools()
    with ThreadPoolExecutor() as beside:  # DuckDB makes the tables while raw/ is read
        empty = beside.submit(Database, contract)
        assembled = assemble(root, contract)
    progress("checking")
    data = empty.result()
    cells = data.fill(assembled)
    keys = check_gathered(data, assembled.unread)
    if cells or keys or assembled.unread:
        raise ProblemsFound([*assembled.problems, *cells, *keys])
    progress("deriving")
    derive(data)
    progress("applying rules")
    found = data.at_once((partial(check_derived, data), partial(run_rules, data)))
    if problems := [*assembled.problems, *chain.from_iterable(found)]:
        raise ProblemsFound(problems)
    return data


def format_raw(root: Path) -> list[str]:
    """Rewrite every file under raw/ in canonical form, in a checkout of the package the type of table names and CITATION.cff too.

    Returns the names of the files that changed.

    ``ProblemsFound`` for a file that cannot be read or belongs to no table; nothing is written then.
    """
    from magnitsky_data.curation.release.citation_files import CITATION, citation_cff  # validate needs no formats

    contract = Contract.read(root / "datapackage.json")
    problems, changes = [], {}
    for path in part_files(root):
        try:
            table, _ = table_of(path, contract)
            header, rows, _ = parse_csv(path.read_bytes())
        except NotCSV as error:
            problems.append(Problem(shown(path, root), error.line, "", f"{error.wrong}; mend it by hand"))
            continue
        except ValueError as error:
            problems.append(Problem(shown(path, root), 0, "", str(error)))
            continue
        content = canonical(table, rows, header)
        if content != path.read_bytes():
            changes[path] = content
    if problems:
        raise ProblemsFound(problems)
    if (root / MODULE.parent).is_dir():
        for file, text in ((MODULE, table_names_module(contract)), (CITATION, citation_cff(contract))):
            if not (root / file).is_file() or (root / file).read_bytes() != text.encode():
                changes[root / file] = text.encode()
    try:
        replace_all(changes, journal=root / JOURNAL)
    except OSError as error:
        first = shown(next(iter(changes)), root)
        raise BuildStopped(
            f"{error.filename or first}: cannot be written ({error.strerror}); nothing was formatted: "
            "make room or make the folder writable"
        ) from None
    return [shown(path, root) for path in changes]
