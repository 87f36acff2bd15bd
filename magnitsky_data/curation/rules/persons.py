"""What is private of natural persons stays out of every published cell (docs/persons.md)."""

import re
from collections.abc import Iterator

from magnitsky_data.contract.descriptor import Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.database import Database

MAIL = r"[\w.+-]+@[\w-]+\.\w{2,}"
TELEPHONE = r"\+[0-9][0-9 ()-]{7,}[0-9]"
# Papers, telephones and mails that lists give: publish leaves out those of persons, and those of bodies are no secret.
TOLD_BY_LISTS = "(SELECT * FROM list_particulars WHERE NOT is_private(particular_type))"


def persons_keep_their_papers_and_addresses(data: Database) -> Iterator[Problem]:
    """No published cell has the number of a person's paper, a telephone or a mail; what bodies give on lists is theirs."""
    known = (re.escape(word) for (word,) in data.select("FROM private_values() ORDER BY length(word) DESC, word"))
    private = "|".join([*(rf"\b{word}\b" for word in known), MAIL, TELEPHONE])
    texts = {name: list(_free_texts(table)) for name, table in data.contract.published.items()}
    said = " UNION ALL ".join(
        f"SELECT '{name}' AS name, row_at, concat_ws(chr(10), {_quoted(columns)}) AS text "
        f"FROM {TOLD_BY_LISTS if name == 'list_particulars' else name}"
        for name, columns in texts.items()
        if columns
    )
    # One search over all: each table of its own would compile the thousands of words again.
    query = f"WITH said AS MATERIALIZED ({said}) SELECT name, row_at FROM said WHERE regexp_matches(text, $1)"
    for name, row_at in data.select(query, [private]):
        (row,) = data.select(f"SELECT {_quoted(texts[name])} FROM {name} WHERE row_at = {row_at}")
        for column, cell in zip(texts[name], row, strict=True):
            for found in re.findall(private, cell):
                wrong = f"{found!r} is a paper, telephone or mail of a person; say what it shows without it"
                yield data.problem(name, int(row_at), column, wrong)


def _free_texts(table: Table) -> Iterator[str]:
    """Yield the columns that can hold any text; what a key leads to is looked at where it stands."""
    keys = {key.column for key in table.foreign_keys}
    for field in table.fields:
        if field.type == "string" and field.name not in keys and not (field.enum or field.is_partial_date):
            yield field.name


def _quoted(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
