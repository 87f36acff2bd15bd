"""What is private of natural persons stays out of every published cell (docs/persons.md)."""

import re
from collections.abc import Iterator

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
    for name, table in data.contract.published.items():
        columns = [f.name for f in table.fields if f.type == "string" and not f.enum]
        source = TOLD_BY_LISTS if name == "list_particulars" else name
        cells = ", ".join(f'"{c}"' for c in columns)
        query = f"SELECT row_at, {cells} FROM {source} WHERE regexp_matches(concat_ws(chr(10), {cells}), $1)"
        for row_at, *row in data.select(query, [private]) if columns else ():
            for column, cell in zip(columns, row, strict=True):
                for found in re.findall(private, cell):
                    said = f"{found!r} is a paper, telephone or mail of a person; say what it shows without it"
                    yield data.problem(name, int(row_at), column, said)
