"""frictionless as the judge of the published package: an independent reader of descriptor and CSV files.

Foreign keys are left to ``check``: frictionless reads the parent table anew for each. Dates keep the
default format, since ``any`` completes a partial date with today's day.
"""

from pathlib import Path
from typing import Any

from magnitsky_data.contract.problems import Problem
from magnitsky_data.errors import CurationToolsMissing

ERROR_LIMIT = 1_000_000  # the default of 1,000 would hide problems


def judge(release: Path, descriptor: dict[str, Any]) -> list[Problem]:
    """Return every problem that frictionless finds in a release; ``CurationToolsMissing`` without the extra."""
    try:
        import frictionless
    except ImportError:
        raise CurationToolsMissing("building needs frictionless; `pip install 'magnitsky-data[curate]'`") from None
    problems = []
    for resource in descriptor["resources"]:
        schema = {k: v for k, v in resource["schema"].items() if k != "foreignKeys"}
        read = frictionless.Resource.from_descriptor({**resource, "schema": schema}, basepath=str(release))
        report = read.validate(frictionless.Checklist(), limit_errors=ERROR_LIMIT)
        for row_number, column, message in report.flatten(["rowNumber", "fieldName", "message"]):
            problems.append(Problem(resource["path"], row_number or 0, column or "", f"frictionless: {message}"))
    return problems
