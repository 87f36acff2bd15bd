"""The picture of how the main tables join: boxes where they stand here, arrows from the keys of the descriptor."""

from pathlib import Path

import look
import pandas as pd
from look import DARK, INK, LIGHT, MUTED
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from magnitsky_data.contract.descriptor import Contract

CONTRACT = Contract.read(Path(__file__).parents[2] / "build" / "datapackage.json")
# Column and row of each table.
PLACES = {
    "vote_positions": (0, 3.6),
    "votes": (1, 3.6),
    "bills": (2, 3.6),
    "legislators": (0, 2.6),
    "sponsorships": (1, 2.6),
    "laws": (3, 2.9),
    "entities": (0, 1.2),
    "designations": (1, 1.8),
    "designation_rounds": (2, 1.75),
    "programs": (2, 1.1),
    "retaliation_targets": (1.1, 0.3),
    "retaliatory_measures": (2.25, 0.3),
    "retaliation_triggers": (3, 1.1),
}
SHADES = {"Legislation": "white", "People and bodies": DARK, "Sanctions": LIGHT, "Retaliation": "#f0d9cc"}
WIDTH, HEIGHT = 0.76, 0.36


def keys() -> pd.DataFrame:
    """Return the foreign keys between the tables of the picture: table, column, and the table that it leads to."""
    found = [
        (name, key.column, key.table)
        for name in PLACES
        for key in CONTRACT.table(name).foreign_keys
        if key.table in PLACES and key.table != name
    ]
    return pd.DataFrame(found, columns=["table", "column", "leads_to"])


def draw(data: pd.DataFrame) -> Figure:
    """Draw each table as a box, and an arrow for each pair of which one has a key of the other."""
    figure = look.figure(
        "From a bill to the answer every step is a key",
        "An arrow leads from many rows to one, by a column whose name ends in that of its key. Left out: jurisdictions and\nsources, to which "
        "nearly every table leads; events and claims, which lead to most of these.",
        6,
    )
    axes = figure.subplots()
    boxes = {}
    for name, (x, y) in PLACES.items():
        shade = SHADES[CONTRACT.table(name).group]
        boxes[name] = FancyBboxPatch(
            (x - WIDTH / 2, y - HEIGHT / 2), WIDTH, HEIGHT, "round,pad=0.02", fc=shade, ec=INK, zorder=3
        )
        axes.add_patch(boxes[name])
        axes.text(x, y, name, ha="center", va="center", fontsize=9, zorder=4, color="white" if shade == DARK else INK)
    for table, leads_to in data[["table", "leads_to"]].drop_duplicates().itertuples(index=False):
        arrow = {
            "arrowstyle": "-|>",
            "patchA": boxes[table],
            "patchB": boxes[leads_to],
            "color": MUTED,
            "connectionstyle": "arc3,rad=0.08",
        }
        axes.annotate("", PLACES[leads_to], PLACES[table], arrowprops=arrow, zorder=2)
    axes.set_xlim(-0.45, 3.45)
    axes.set_ylim(0, 3.9)
    axes.set_axis_off()
    return figure
