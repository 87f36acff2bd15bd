"""The maintainer's verbs on a project folder: format, validate, build."""

from collections.abc import Callable
from pathlib import Path

from magnitsky_data.contract.canonical import NotCSV, canonical, parse_csv
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.layout import part_files, table_of
from magnitsky_data.contract.problems import Problem, ProblemsFound, shown
from magnitsky_data.contract.slips import lint
from magnitsky_data.contract.writing import replace_all
from magnitsky_data.curation.assemble import Dataset, assemble
from magnitsky_data.curation.check import check
from magnitsky_data.curation.derive import derive
from magnitsky_data.curation.judge import judge
from magnitsky_data.curation.rules import run_rules
from magnitsky_data.errors import BuildStopped

Progress = Callable[[str], None]


def validated(root: Path, progress: Progress = lambda _: None) -> Dataset:
    """Return the whole dataset of a project folder; ``ProblemsFound`` lists everything wrong at once."""
    descriptor = root / "datapackage.json"
    if wrong := lint(descriptor):
        raise ProblemsFound(wrong)  # what data must be is not known, so nothing is checked against it
    progress("reading")
    data, problems = assemble(root, Contract.read(descriptor))
    progress("deriving")
    try:
        derive(data)
        is_whole = True
    except LookupError:
        # A key leads nowhere; the check says which, but what builds on derived rows cannot be judged.
        is_whole = False
    progress("checking")
    problems += check(data, is_whole=is_whole)
    if not is_whole or data.unread:  # rules and verdicts are about whole tables
        raise ProblemsFound(problems)
    placed = {(p.file, p.line, p.column) for p in problems}
    progress("judging")
    # frictionless repeats what the own checker found; what it alone finds is kept.
    problems += [p for p in judge(data) if (p.file, p.line, p.column) not in placed]
    progress("applying rules")
    try:
        problems += run_rules(data)
    except LookupError:
        if not problems:  # a rule may stumble over a key that leads nowhere, which is reported already
            raise
    if problems:
        raise ProblemsFound(problems)
    return data


def format_raw(root: Path) -> list[str]:
    """Rewrite every file under raw/ in canonical form and return the names of those that changed.

    ``ProblemsFound`` for a file that cannot be read or belongs to no table; nothing is written then.
    """
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
    try:
        replace_all(changes)
    except OSError as error:
        first = shown(next(iter(changes)), root)
        raise BuildStopped(
            f"{error.filename or first}: cannot be written ({error.strerror}); nothing was formatted: "
            "make room or make the folder writable"
        ) from None
    return [shown(path, root) for path in changes]
