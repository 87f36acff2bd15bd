"""Draws the charts of the pages: ``python docs/charts/draw.py`` writes one SVG a chart beside this file.

A title says what is found and takes its numbers from what is drawn. The same release and the same matplotlib give the
same bytes: text stays text, ids are salted, no day is written.
"""

import io
from collections.abc import Callable
from pathlib import Path

import drawn
import joins
import look
import matplotlib as mpl
import pandas as pd
from look import DARK, INK, LIGHT, MIDDLE, MUTED, STYLE, bare
from matplotlib.figure import Figure

FOLDER = Path(__file__).parent
BAN = pd.Timestamp("2012-12-28")  # law 272-FZ


def listings_by_year(data: pd.DataFrame) -> Figure:
    """One row of bars a state, all on one scale; vessels stand hatched on the bar of their year."""
    states = data.drop(columns=drawn.VESSELS)
    others = states.drop(columns="United States").sum(axis=1)
    figure = look.figure(
        f"Until {others[others > 0].index.min() - 1} the United States listed alone;\nsince then {states.gt(0).any().sum() - 2} others have come, and three Baltic states",
        "Persons and bodies newly named each year under programmes of the Magnitsky type; one scale for all rows.",
        7.4,
        left=0.18,
    )
    order = [s for s in states.sum().sort_values(ascending=False).index if s != drawn.BALTICS] + [drawn.BALTICS]
    tops = [data[[state, drawn.VESSELS] if state == "United States" else [state]].sum(axis=1).max() for state in order]
    rooms = [max(top, 25) + 28 for top in tops]
    for axes, state, room in zip(
        figure.subplots(len(order), 1, sharex=True, height_ratios=rooms), order, rooms, strict=True
    ):
        axes.bar(data.index, data[state], color=DARK)
        for year, count in data[state].items():
            under_vessels = state == "United States" and data.loc[year, drawn.VESSELS] > 0
            if count:
                axes.text(
                    year,
                    count + (-3 if under_vessels else 2),
                    f"{count}",
                    ha="center",
                    va="top" if under_vessels else "bottom",
                    color="white" if under_vessels else INK,
                    fontsize=9,
                )
        if state == "United States":
            vessels = data[drawn.VESSELS]
            axes.bar(data.index, vessels, bottom=data[state], color="white", edgecolor=DARK, hatch="////")
            year = vessels.idxmax()
            axes.text(
                year + 0.5,
                data.loc[year, state] + vessels[year] - 22,
                f"{vessels[year]} vessels, property\nof listed persons",
                va="center",
                fontsize=9,
            )
        axes.set_ylim(0, room)
        axes.set_yticks([])
        axes.text(
            -0.01,
            0,
            state.replace(", ", "\n"),
            transform=axes.transAxes,
            ha="right",
            va="bottom",
            weight="bold",
            linespacing=1.1,
        )
        bare(axes, "left")
    axes.set_xticks(data.index)
    return figure


def who_lists_whom(data: pd.DataFrame) -> Figure:
    """A field of numbers, darker where more are listed."""
    most = [state for state in data if data[state].idxmax() == "Russia"]
    figure = look.figure(
        f"On {len(most)} of {data.shape[1]} lists Russians are the largest group;\nafter them each list looks elsewhere",
        "Persons and bodies listed now, by country of the listed (nationality, birth place, address, registration ...) and state that lists.\n"
        "The twelve countries with most listed; one with two countries counts in both. Vessels are left out.",
        6.2,
        left=0.31,
    )
    axes = figure.subplots()
    axes.imshow(
        data.to_numpy() ** 0.5, cmap=mpl.colors.LinearSegmentedColormap.from_list("", ["white", DARK]), aspect="auto"
    )
    limit = data.to_numpy().max() ** 0.5 * 0.5
    for row, country in enumerate(data.index):
        for column, state in enumerate(data.columns):
            if count := data.loc[country, state]:
                axes.text(
                    column, row, f"{count}", ha="center", va="center", color="white" if count**0.5 > limit else INK
                )
    axes.set_xticks(range(data.shape[1]), [state.replace(" ", "\n") for state in data.columns])
    axes.set_yticks(range(data.shape[0]), data.index)
    axes.xaxis.tick_top()
    bare(axes, "left", "bottom")
    figure.subplots_adjust(top=0.72, bottom=0.07)
    return figure


def adoptions(data: pd.DataFrame) -> Figure:
    """Bars from zero, years without a figure left open, the two series in two shades and the ban as a line."""
    counts = data["from_russia"]
    ban_year = 2013  # the fiscal year began on 2012-10-01
    fallen = 1 - counts[ban_year - 1] / counts.max()
    figure = look.figure(
        f"Adoptions from Russia fell by {fallen:.0%} from {counts.idxmax()} to {ban_year - 1}, before the ban",
        "Children adopted from Russia to the United States, by fiscal year (October to September)",
        4.6,
    )
    axes = figure.subplots()
    of_state = data["series_code"] == "state_reports"
    axes.bar(
        counts[~of_state].index, counts[~of_state].fillna(0).astype(int), color=LIGHT, edgecolor=MUTED, linewidth=0.6
    )
    axes.bar(counts[of_state].index, counts[of_state].astype(int), color=DARK)
    for year, count in counts.items():
        axes.text(
            year + 0.25 * (year == ban_year),  # beside the line of the ban
            (0 if pd.isna(count) else count) + 70,
            "no figure" if pd.isna(count) else f"{count:,}",
            ha="center",
            va="bottom",
            fontsize=8,
            rotation=90 if pd.isna(count) else 0,
            color=MUTED if pd.isna(count) else INK,
        )
    at = ban_year - 0.5 + (BAN - pd.Timestamp("2012-10-01")).days / 365
    axes.axvline(at, color=MIDDLE, linewidth=1.6)
    axes.text(at - 0.1, counts.max() * 0.66, f"ban signed\n{BAN:%Y-%m-%d}", ha="right", color=MIDDLE, weight="bold")
    axes.text(1994.2, counts.max() * 0.93, "visas for orphans (to 2008)", color=MUTED)
    axes.text(2010.5, counts[2009] + 1150, "reports of the\nDepartment of State", ha="center", color=DARK)
    axes.set_xticks(range(1992, 2014, 3))
    axes.set_yticks([])
    axes.set_ylim(0, counts.max() * 1.1)
    bare(axes, "left")
    return figure


def days_to_answer(data: pd.DataFrame) -> Figure:
    """A row an answer, in order of time: a point at its days, filled where the state itself says what it answers."""
    data = data.sort_values("answered_date", ascending=False, kind="stable").reset_index(drop=True)
    median = data.groupby("by")["days"].median()
    figure = look.figure(
        f"China answered within {data[data['by'] == 'China']['days'].max()} days each time; Russia took {median['Russia']:g} in the middle case,\nand {data['days'].max()} at most",
        "Days from the nearest law or listing of the Magnitsky type to the answer, of answers whose days are known.\n"
        "Filled: the state says what it answers. Open: reported by others, or inferred.",
        8.2,
        left=0.37,
    )
    axes = figure.subplots()
    for row, answer in data.iterrows():
        colour = MIDDLE if answer["by"] == "China" else DARK
        axes.plot([0, answer["days"]], [row, row], color=LIGHT, linewidth=2, zorder=1, solid_capstyle="butt")
        axes.plot(
            answer["days"],
            row,
            "s" if answer["by"] == "China" else "o",
            color=colour,
            markerfacecolor=colour if answer["is_stated"] else "white",
            zorder=2,
            clip_on=False,
        )
        axes.text(answer["days"] + 5, row, f"{answer['days']}", va="center", fontsize=9)
    axes.set_yticks(
        range(len(data)), [f"{a['answered_date']}  {a['by']} to {a['against']}" for _, a in data.iterrows()], fontsize=9
    )
    axes.set_xlim(0, data["days"].max() * 1.06)
    axes.set_ylim(-0.7, len(data) - 0.3)
    axes.set_xlabel("days")
    axes.tick_params(axis="y", pad=8)
    bare(axes, "left")
    return figure


def votes_by_party(data: pd.DataFrame) -> Figure:
    """A bar a party and chamber, from zero, in three parts."""
    nays = data["nay"]
    democrats = nays.xs("Democrats", level="party_code").sum()
    figure = look.figure(
        f"Both parties carried the Act of 2012; {democrats} of its {nays.sum()} opponents were Democrats",
        "Magnitsky Act of 2012 (H.R. 6156): members by position, House 2012-11-16 and Senate 2012-12-06",
        4.2,
        left=0.22,
    )
    heights = data.groupby(level="chamber").size()
    for axes, (chamber, parties) in zip(
        figure.subplots(len(heights), 1, sharex=True, height_ratios=heights), data.groupby(level="chamber"), strict=True
    ):
        parties = parties.droplevel("chamber")[::-1]
        start = pd.Series(0, parties.index)
        for position, colour in (("yea", DARK), ("nay", MIDDLE), ("not_voting", LIGHT)):
            axes.barh(parties.index, parties[position], left=start, color=colour, edgecolor="white")
            start += parties[position]
        for row, (_, p) in enumerate(parties.iterrows()):
            said = [
                f"{p[position]} {word}"
                for position, word in (("yea", "for"), ("nay", "against"), ("not_voting", "not voting"))
                if p[position]
            ]
            axes.text(start.iloc[row] + 2, row, ", ".join(said), va="center", fontsize=9)
        axes.set_title(chamber, loc="left", fontsize=10, weight="bold")
        axes.set_xlim(0, data.sum(axis=1).max() * 1.4)
        axes.set_xticks([])
        bare(axes, "bottom")
    figure.subplots_adjust(hspace=0.4, bottom=0.1, top=0.76)
    return figure


def first_to_last_list(data: pd.DataFrame) -> Figure:
    """A line a person, from the first state's day to the last state's."""
    years = data["days"] / 365.25
    figure = look.figure(
        f"From the first state's list to the last: {years.median():.1f} years in the middle case, {years.max():.0f} at most",
        f"{len(data)} persons whom two states or more named: one line a person, in order of the first day",
        6.4,
    )
    axes = figure.subplots()
    rows = range(len(data), 0, -1)
    axes.hlines(rows, data["first"], data["last"], color=LIGHT, linewidth=1.4)
    axes.plot(data["last"], rows, "o", color="white", markeredgecolor=MIDDLE, markersize=3.6)
    axes.plot(data["first"], rows, "o", color=DARK, markersize=3.6)
    for column, colour, said in (("first", DARK, "named by a first state"), ("last", MIDDLE, "by the last so far")):
        axes.text(data[column].iloc[0], len(data) + 4, said, color=colour, weight="bold", fontsize=9)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(mpl.dates.YearLocator())
    axes.set_ylim(-1, len(data) + 10)
    bare(axes, "left")
    return figure


CHARTS: dict[str, Callable[[pd.DataFrame], Figure]] = {
    chart.__name__: chart
    for chart in (listings_by_year, who_lists_whom, adoptions, days_to_answer, votes_by_party, first_to_last_list)
} | {"joins": joins.draw}


def svg(name: str) -> str:
    """Return a chart as SVG, with the numbers that it shows in its description."""
    with mpl.rc_context(STYLE):
        data = joins.keys() if name == "joins" else getattr(drawn, name)()
        out = io.StringIO()
        described = {"Title": name, "Description": data.to_csv(lineterminator="\n"), "Date": None}
        CHARTS[name](data).savefig(out, format="svg", metadata=described)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


if __name__ == "__main__":
    for one in CHARTS:
        (FOLDER / f"{one}.svg").write_text(svg(one), encoding="utf-8")
