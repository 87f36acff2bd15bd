"""frictionless as the judge of types and constraints, over the assembled tables.

It reads the tables as CSV from memory, so that a complaint about a row is traced to the line under
raw/ that wrote it. Keys are left to ``check``: frictionless reads the parent table anew for each
foreign key. Dates keep the default format, since ``any`` completes a partial date with today's day.
"""

from typing import Any

from magnitsky_data.contract.canonical import write_csv
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Dataset
from magnitsky_data.errors import CurationToolsMissing

ERROR_LIMIT = 1_000_000  # the default of 1,000 would hide problems


def judge(data: Dataset) -> list[Problem]:
    """Return every problem that frictionless finds; ``CurationToolsMissing`` without the extra."""
    try:
        import frictionless
    except ImportError:
        raise CurationToolsMissing("validating needs frictionless; `pip install 'magnitsky-data[curate]'`") from None
    problems: list[Problem] = []
    for name, table in data.tables.items():
        if not table.rows:
            continue
        content = write_csv(table.table.columns, table.rows)
        resource = frictionless.Resource(
            source=content,
            format="csv",
            encoding="utf-8",
            schema=frictionless.Schema.from_descriptor(_plain_schema(table.table)),
        )
        report = resource.validate(frictionless.Checklist(), limit_errors=ERROR_LIMIT)
        for error in report.flatten(["rowNumber", "fieldName", "message"]):
            row_number, column, message = error
            if row_number is None:
                problems.append(Problem(f"{name}", 0, column or "", f"frictionless: {message}"))
            else:
                problems.append(data.problem(name, row_number - 2, column or "", f"frictionless: {message}"))
    return problems


def _plain_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema without keys and without our own properties."""
    fields = [{k: v for k, v in spec.items() if not k.startswith("x-")} for spec in table.resource["schema"]["fields"]]
    for field in fields:
        if field["type"] == "boolean":  # the standard's default takes True and 1 as well; one form is canonical
            field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return {"fields": fields, "missingValues": [""]}
