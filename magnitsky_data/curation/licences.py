"""LICENSE-DATA.md of a release: the licence of the compilation, and what each licence of its sources asks for."""

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.database import Database

SHOWN = 8  # publishers named for one licence
SOURCED = """
    SELECT l.title, coalesce(l.url, ''), coalesce(l.attribution, ''), string_agg(DISTINCT l.note, '; ' ORDER BY l.note),
        string_agg(DISTINCT s.publisher, '; ' ORDER BY s.publisher), count(*)
    FROM licences AS l JOIN sources AS s USING (licence)
    GROUP BY l.title, l.url, l.attribution
    ORDER BY count(*) DESC, l.title
"""


def licence_page(contract: Contract, data: Database) -> str:
    """Return the page in Markdown, with the words that the licences of the sources ask for."""
    own = contract.descriptor["licenses"][0]
    found = data.select(SOURCED)
    out = [
        f"# Licence of {contract.descriptor['title']}",
        "",
        f"The compilation (selection, arrangement, descriptions and links) is licensed under [{own['title']}]({own['path']}).",
        "Cite it as `magnitsky-data cite` prints, and name the version. The code is under the MIT licence.",
        "",
        "Whoever passes it on, whole or in part, prints the words that the licences of its sources ask for:",
        "",
        *(f"> {words}\n>" for words in dict.fromkeys(row[2] for row in found if row[2])),
    ]
    out[-1] = out[-1].removesuffix("\n>")
    out += [
        "",
        "What it was compiled from keeps its own terms; `licence` of table `sources` gives them by document.",
        "",
    ]
    out += ["| terms | publishers | documents | what was taken |", "| --- | --- | ---: | --- |"]
    for title, url, _, notes, publishers, documents in found:
        first, more = publishers.split("; ")[:SHOWN], publishers.count("; ") + 1 - SHOWN
        named = "; ".join(first) + (f"; and {more} more" if more > 0 else "")
        out.append(f"| {f'[{title}]({url})' if url else title} | {named} | {documents} | {notes} |")
    (unstated,) = data.select("SELECT count(*) FROM sources WHERE licence IS NULL")[0]
    out += [
        "",
        f"Of {unstated} further documents (acts, records, newspapers, firms, campaigns) facts and figures alone were taken, "
        "in our own words; titles and names are quoted, and no text of theirs is part of the dataset.",
    ]
    return "\n".join(out) + "\n"
