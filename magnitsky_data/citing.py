"""How to cite the dataset, in the forms that reference managers read."""

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import expect, one_frame
from magnitsky_data.release import contract

STYLES = ("text", "bibtex")


@one_frame
def cite(style: str = "text") -> str:
    """Return how to cite the release in use, as a sentence or a BibTeX entry."""
    expect("style", style, STYLES)
    return dataset_citation(contract(), style)


def dataset_citation(release: Contract, style: str) -> str:
    """Return the citation of a whole release."""
    title, year = release.descriptor["title"], release.release_date[:4]
    author = release.descriptor["contributors"][0]["title"]
    if style == "bibtex":
        return (
            f"@misc{{magnitsky_data_{year},\n  author = {{{{{author}}}}},\n  title = {{{{{title}}}}},\n"
            f"  year = {{{year}}},\n  version = {{{release.version}}},\n  note = {{Data set, CC BY 4.0}}\n}}"
        )
    return f"{author} ({year}). {title}, version {release.version} [data set]. Licence: CC BY 4.0."
