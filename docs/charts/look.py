"""How the charts look: colours that stay apart in grey, letters, and a figure with its finding for a title."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

import magnitsky_data as md

# Dark, middle and light stay apart in grey.
DARK, MIDDLE, LIGHT, INK, MUTED = "#12355b", "#c8662f", "#cfd8e2", "#1c1c1c", "#5a5a5a"
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "magnitsky_data",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.8,
}


def figure(title: str, below: str, height: float, left: float = 0.02) -> Figure:
    """Return a figure whose title is the finding, with what is counted under it and the source at its foot."""
    made = Figure(figsize=(8.5, height))
    made.text(0.02, 1 - 0.2 / height, title, weight="bold", fontsize=12.5, va="top")
    lines = title.count("\n") + 1
    made.text(0.02, 1 - (0.28 + 0.24 * lines) / height, below, color=MUTED, fontsize=9.5, va="top")
    made.text(0.02, 0.12 / height, f"Magnitsky data {md.__version__}", color=MUTED, fontsize=8, va="bottom")
    used = 0.28 + 0.24 * lines + 0.2 * (below.count("\n") + 1) + 0.15
    made.subplots_adjust(left=left, right=0.97, top=1 - used / height, bottom=0.7 / height)
    return made


def bare(axes: Axes, *sides: str) -> None:
    """Take frame lines and the strokes of the scale away."""
    axes.spines[list(sides)].set_visible(False)
    axes.tick_params(length=0)
