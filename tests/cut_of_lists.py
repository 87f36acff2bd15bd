"""A cut of the real lists: eleven spells, each of another kind, in the states of the lists that tell of them.

Days, numbers and names are those of the lists and of the acts; the rounds are whole, so that their announced
numbers hold, the totals count this cut.
"""

from pathlib import Path

from lists_project import EO_13818, GLOMAG, born, entry, event, lists_project, state
from small_project import Project, Row

KADYROV, DUPLICATE, VESSEL = "us-ofac-23343", "us-ofac-36459", "us-ofac-33690"
BULGAKOV, PIKIN, UTKIN = "eu-fsf-EU.13872.45", "eu-fsf-EU.13892.80", "eu-fsf-EU.6774.50"
TESIC = "gb-fcdo-GAC0028"
BOTH = (f"{KADYROV}|us-magnit", f"{KADYROV}|us-glomag")
BOTH_AGAIN = (f"{DUPLICATE}|us-magnit", f"{DUPLICATE}|us-glomag")

LAWS = [
    EO_13818,
    {"law_id": "us-pl-112-208", "law_type": "act", "title": "Public Law 112-208", "adopted_date": "2012-12-14"},
    {"law_id": "eu-2020-1999", "jurisdiction_code": "EU", "law_type": "regulation", "title": "Regulation 2020/1999"},
    {"law_id": "gb-si-2021-488", "jurisdiction_code": "GB", "law_type": "regulation", "title": "S.I. 2021/488"},
]
PROGRAMS = [
    GLOMAG,
    {"program_id": "us-magnit", "name": "Magnitsky", "law_id": "us-pl-112-208", "started_date": "2012-12-14"},
    {
        "program_id": "us-7031c",
        "list_id": "us_state",
        "name": "Section 7031(c)",
        "has_asset_freeze": "false",
        "coverage": "partial",
    },
    # The file trails the Official Journal: the listings of 2025-09-05 came with the file of 2026-02-03.
    {
        "program_id": "eu-ghrsr",
        "list_id": "eu_fsf",
        "jurisdiction_code": "EU",
        "name": "Global Human Rights Sanctions Regime",
        "law_id": "eu-2020-1999",
        "coverage": "partial",
        "lag_days": "151",
    },
    {
        "program_id": "gb-gac",
        "list_id": "gb_fcdo",
        "jurisdiction_code": "GB",
        "name": "Global Anti-Corruption",
        "law_id": "gb-si-2021-488",
    },
]
ENTRIES = [
    entry(KADYROV, "KADYROV, Ramzan Akhmatovich"),
    entry(DUPLICATE, "KADYROV, Ramzan Akhmatovich"),
    entry(VESSEL, "FU YUAN YU 7887", entity_type="vessel"),
    entry(BULGAKOV, "Vadim Viktorovich BULGAKOV"),
    entry(PIKIN, "Aleksei Nikolaevich PIKIN"),
    entry(UTKIN, "Dmitrij Valerievič UTKIN"),
    entry(TESIC, "Slobodan TESIC", listed_date="2022-12-09"),
]
STATES = [
    # The oldest copy has no day of its own: it was public on 26 January, and shows the addition of 20 December.
    state("2018-01-26", f"{KADYROV}|us-magnit", basis="upper_bound", rank=1440),
    state("2021-01-14", *BOTH, basis="upper_bound", rank=1440),
    state("2022-09-14", *BOTH),
    state("2022-09-15", *BOTH, *BOTH_AGAIN),
    state("2022-11-09", *BOTH, *BOTH_AGAIN),
    state("2022-11-14", *BOTH),
    state("2022-12-08", *BOTH),
    state("2022-12-09", *BOTH, VESSEL),
    state("2025-11-08", *BOTH, VESSEL, coverage="ids_only", basis="upper_bound"),
    state("2026-07-11", *BOTH, VESSEL),
    state("2021-12-09", list_id="eu_fsf"),
    state("2021-12-14", UTKIN, list_id="eu_fsf"),
    state("2024-11-28", UTKIN, list_id="eu_fsf"),
    state("2024-12-12", list_id="eu_fsf"),
    state("2025-08-01", list_id="eu_fsf"),
    state("2026-02-03", BULGAKOV, PIKIN, list_id="eu_fsf"),
    state("2022-05-04", list_id="gb_fcdo"),
    state("2025-04-10", TESIC, list_id="gb_fcdo"),
    state("2025-04-14", TESIC, list_id="gb_fcdo"),
    state("2025-08-11", list_id="gb_fcdo"),
    # A mirror that never deletes, begun after the removal.
    state("2026-02-24", list_id="gb_fcdo", is_additive=True),
]


def listing(program: str, action: str, day: str, subject: str, **cells: str) -> Row:
    """An event of a round that is named after its day; a removal has a round of its own."""
    suffix = "-remove" if action == "remove" else ""
    name = next((row["listed_name"] for row in ENTRIES if row["entry_id"] == subject), "")
    row = {"program_id": program, "listed_name": name, "round_id": f"{program}-{day}{suffix}", **cells}
    return event(action, day, subject, **row)


# The list itself tells these openings: once the build derives them, they stand here for nothing.
TOLD_BY_THE_LISTS = [
    listing("us-magnit", "add", "2022-09-15", DUPLICATE, date_basis="consecutive_lists"),
    listing("us-glomag", "add", "2022-09-15", DUPLICATE, date_basis="consecutive_lists"),
    listing("us-glomag", "add", "2022-12-09", VESSEL, date_basis="consecutive_lists", entity_type="vessel"),
    listing("gb-gac", "add", "2022-12-09", TESIC, date_basis="list_field"),
]
# Two ministers of Türkiye, removed before any list at hand, so that no number of theirs is known.
MINISTERS = {"md-p-00001": "GUL, Abdulhamit", "md-p-00002": "SOYLU, Suleyman"}
EVENTS = [
    *TOLD_BY_THE_LISTS,
    listing("us-magnit", "add", "2017-12-20", KADYROV),
    listing("us-glomag", "program_added", "2020-12-10", KADYROV),
    listing("us-7031c", "add", "2020-07-20", KADYROV),
    listing("eu-ghrsr", "add", "2021-12-13", UTKIN, date_basis="instrument"),
    listing("eu-ghrsr", "remove", "2024-12-03", UTKIN, date_basis="instrument", reason="unknown"),
    listing("eu-ghrsr", "add", "2025-09-05", BULGAKOV, date_basis="instrument"),
    listing("eu-ghrsr", "add", "2025-09-05", PIKIN, date_basis="instrument"),
    listing("gb-gac", "remove", "2025-06-18", TESIC),
    *(
        event(
            "merged",
            "2022-11-14",
            DUPLICATE,
            program_id=program,
            reason="merged",
            other_entry_id=KADYROV,
            date_basis="consecutive_lists",
        )
        for program in ("us-magnit", "us-glomag")
    ),
    *(
        listing(
            "us-glomag",
            action,
            day,
            "",
            entity_id=entity,
            listed_name=name,
            designation_event_id=f"us-glomag-{entity}-{action}",
        )
        for entity, name in MINISTERS.items()
        for action, day in (("add", "2018-08-01"), ("remove", "2018-11-02"))
    ),
]


def _rounds() -> list[Row]:
    """One round a day and programme; with announced numbers where the cut has all of it."""
    announced = {
        "us-glomag-2018-08-01": {"announced_persons": "2", "announced_organizations": "0"},
        "us-glomag-2018-11-02-remove": {"announced_persons": "2", "announced_organizations": "0"},
        "us-glomag-2022-09-15": {"announced_persons": "1", "announced_organizations": "0"},
        "eu-ghrsr-2024-12-03-remove": {"announced_persons": "1", "announced_organizations": "0"},
        "eu-ghrsr-2025-09-05": {"announced_persons": "2", "announced_organizations": "0"},
        "gb-gac-2025-06-18-remove": {"announced_persons": "1", "announced_organizations": "0"},
    }
    named = {e["round_id"]: e for e in EVENTS if e.get("round_id")}
    return [
        {
            "round_id": key,
            "program_id": row["program_id"],
            "round_date": row["event_date"],
            "action": "remove" if key.endswith("-remove") else "add",
            **announced.get(key, {}),
        }
        for key, row in named.items()
    ]


def write_cut(root: Path) -> Project:
    """Write the project; it is valid."""
    return lists_project(
        root,
        *STATES,
        laws=LAWS,
        programs=PROGRAMS,
        list_entries=ENTRIES,
        designation_events=EVENTS,
        designation_rounds=_rounds(),
        entities=[{"entity_id": key, "name": name} for key, name in MINISTERS.items()],
        list_particulars=[born(KADYROV, "1976-10-05"), born(DUPLICATE, "1976-10-05")],
        list_names=[
            {"entry_id": KADYROV, "name": "KADYROV, Ramzan Akhmatovich", "name_type": "primary", "part": "entry"},
            {"entry_id": KADYROV, "name": "KADYROV, Ramzan"},
        ],
        list_measures=[
            {"entry_id": TESIC, "program_id": "gb-gac", "measure_type": kind, "start_date": "2022-12-09"}
            for kind in ("asset_freeze", "entry_ban")
        ],
        reported_totals=[
            # By 2020-12-10 the two ministers and Kadyrov; of the first two no longer, of the year 2022 two more.
            {"total_id": "us-glomag-2020-12-10", "as_of_date": "2020-12-10", "total": "3"},
            {
                "total_id": "us-glomag-2021-12-03",
                "as_of_date": "2021-12-03",
                "counts": "named_in_force",
                "persons": "1",
                "organizations": "0",
                "total": "1",
            },
            {
                "total_id": "us-glomag-2022-12-31-period",
                "period_start_date": "2022-01-01",
                "as_of_date": "2022-12-31",
                "counts": "designated_in_period",
                "total": "2",
            },
        ],
    )
