"""Views on made rows: what a cell says in the cases that decide it, whether the record of today has them or not."""

from made_rows import CONTRACT, SOURCES, cells, rows, view

BILLS = "bill_id jurisdiction_code session number short_title official_title introduced_date status status_date is_lapsed law_id source_id"


def test_one_figure_of_adoptions_a_year() -> None:
    adoptions = rows(
        "adoption_id fiscal_year series_code from_russia world_total is_derived note source_id",
        ("1", "2010", "state_reports", "1079", "", "true", "From a report", "b"),
        ("2", "2010", "orphan_visas", "1082", "", "true", "From the visas", "a"),  # the first series goes before
        ("3", "2010", "ir3_ir4_iorphan", "", "11058", "false", "World", "b"),
        ("4", "2012", "orphan_visas", "", "8668", "false", "", "a"),
        ("5", "2012", "state_reports", "748", "8667", "", "", "b"),  # of the series that has the figure for Russia
        ("6", "2014", "state_reports", "", "6441", "", "World alone", "b"),
        ("0", "2014", "ir3_ir4_iorphan", "", "6000", "", "A third site", "a"),
    )
    bans = rows(
        "measure_id measure_type target_jurisdiction_code announced_date",
        ("1", "adoption_ban", "US", "2012-12-28"),
        ("2", "adoption_ban", "US", "2012-09-30"),
        ("3", "adoption_ban", "US", "2012-10-01"),  # the first day of the fiscal year 2013
        ("4", "adoption_ban", "US", "2013"),
        ("5", "adoption_ban", "CA", "2014-01-01"),
        ("6", "law", "US", "2014-01-01"),
    )
    found = view("adoptions_by_year", {"adoptions": adoptions, "retaliatory_measures": bans})
    columns = "fiscal_year from_russia world_total series_code world_series_code is_derived is_gap note source_url"
    assert cells(found, columns) == [
        ("2010", "1082", "11058", "orphan_visas", "ir3_ir4_iorphan", "true", "false", "From the visas", "https://a.example/"),
        ("2011", "", "", "", "", "false", "true", "", ""),
        ("2012", "748", "8667", "state_reports", "state_reports", "false", "false", "Ban signed on 2012-09-30", "https://b.example/"),
        ("2013", "", "", "", "", "false", "true", "Ban signed on 2012-10-01; Ban signed on 2012-12-28", ""),
        ("2014", "", "6441", "", "state_reports", "false", "true", "World alone", "https://b.example/"),
    ]  # fmt: skip


def test_an_answer_has_its_lag_as_far_as_the_days_are_known() -> None:
    measures = rows(
        "measure_id imposing_jurisdiction_code target_jurisdiction_code announced_date title relation source_id",
        ("day", "RU", "US", "2013-04-13", "A list", "magnitsky_type", "a"),
        ("year", "RU", "", "2014", "A law", "context", "b"),
        ("none", "RU", "US", "", "A plan", "context", "b"),
    )
    triggers = rows(
        "trigger_id measure_id trigger_date description certainty",
        ("1", "day", "2013-04-12", "The first list", "stated"),
        ("2", "day", "2013-04", "A bill", "inferred"),  # after it or before it in the month: never less than 0
        ("3", "day", "", "A speech", "inferred"),
        ("4", "year", "2013-12-01", "A law", "reported"),
        ("5", "year", "2012", "A law", "reported"),
        ("6", "none", "2012-01-01", "A law", "reported"),
    )
    tables = {
        "retaliatory_measures": measures,
        "retaliation_triggers": triggers,
        "measure_jurisdictions": rows("measure_id jurisdiction_code", ("day", "CA")),
        "retaliation_targets": rows("measure_id entity_id listed_name", *(("day", n, f"Name {n}") for n in "4213")),
    }
    found = view("answers", tables)
    assert cells(found, "trigger_id lag_days lag_min_days lag_max_days") == [
        ("1", "1", "1", "1"),
        ("2", "", "0", "12"),
        ("3", "", "", ""),
        ("6", "", "", ""),
        ("4", "", "31", "395"),
        ("5", "", "366", "1095"),
    ]
    first = next(row for row in found if row["trigger_id"] == "1")
    assert cells([first], "by against what named_count examples source_title source_url") == [
        ("Russia", "Canada; United States", "A list", "4", "Name 4; Name 2; Name 1 and 1 more", "A title", "https://a.example/"),
    ]  # fmt: skip
    fourth = next(row for row in found if row["trigger_id"] == "4")
    assert cells([fourth], "against named_count examples source_title") == [("", "0", "", "B title")]


def test_an_answer_that_names_three_says_so() -> None:
    tables = {
        "retaliatory_measures": rows("measure_id imposing_jurisdiction_code source_id", ("m", "RU", "a")),
        "retaliation_triggers": rows("trigger_id measure_id", ("t", "m")),
        "retaliation_targets": rows("measure_id entity_id listed_name", *(("m", n, n) for n in "abc")),
    }
    assert cells(view("answers", tables), "named_count examples") == [("3", "a; b; c")]


def test_an_answer_names_the_act_by_its_popular_name_also_where_a_part_or_a_list_of_it_was_answered() -> None:
    triggers = rows(
        "trigger_id measure_id law_id bill_id round_id",
        ("1", "m", "part", "", ""),
        ("2", "m", "", "passed", ""),
        ("3", "m", "", "", "of the part"),
        ("4", "m", "other", "", ""),
        ("5", "m", "", "pending", ""),
        ("6", "m", "", "", ""),
    )
    tables = {
        "retaliatory_measures": rows("measure_id imposing_jurisdiction_code source_id", ("m", "RU", "a")),
        "retaliation_triggers": triggers,
        "laws": rows("law_id part_of_law_id title", ("whole", "", "The whole"), ("part", "whole", "Title IV"), ("other", "", "The other")),
        "bills": rows("bill_id law_id", ("passed", "whole"), ("pending", "")),
        "bill_titles": rows("bill_id title title_type", ("passed", "M Act", "popular"), ("pending", "N Act", "popular")),
        "designation_rounds": rows("round_id program_id", ("of the part", "p")),
        "programs": rows("program_id law_id", ("p", "part")),
    }  # fmt: skip
    assert cells(view("answers", tables), "trigger_id act") == [
        ("1", "M Act"),
        ("2", "M Act"),
        ("3", "M Act"),
        ("4", "The other"),
        ("5", ""),
        ("6", ""),
    ]


def test_who_was_named_in_which_year() -> None:
    """One who is named twice in a year counts once, and in a year by its bracket where no day is told."""
    tables = {
        "programs": rows("program_id jurisdiction_code", ("p", "GB"), ("q", "GB"), ("r", "CA")),
        "designations": rows(
            "designation_id program_id entity_id entity_type listed_date listed_by_date",
            ("1", "p", "x", "person", "2020-12-31", "2021-01-05"),
            ("2", "q", "x", "person", "2020-01-01", ""),
            ("3", "q", "x", "person", "2022-01-01", ""),
            ("4", "p", "y", "organization", "", "2022-01-31"),
            ("5", "p", "v", "vessel", "2022-01-01", ""),
            ("6", "r", "w", "aircraft", "2022-01-01", ""),
        ),
    }
    columns = "year listed_by persons organizations vessels designations"
    found = cells(view("listings_by_year", tables), columns)
    assert found[:4] == [
        ("2020", "United Kingdom", "1", "0", "0", "2"),
        ("2021", "United Kingdom", "0", "0", "0", "0"),  # a chart must not set 2022 beside 2020
        ("2022", "Canada", "0", "0", "1", "1"),
        ("2022", "United Kingdom", "1", "1", "1", "3"),
    ]
    by_program = {"programs": rows("program_id name jurisdiction_code coverage", ("p", "P", "GB", "partial"), ("q", "Q", "GB", "complete"), ("r", "R", "CA", "complete"))}  # fmt: skip
    named = cells(
        view("listings_by_program", tables | by_program), "year program listed_by persons organizations vessels"
    )
    assert named[:6] == [
        ("2020", "P", "United Kingdom", "1", "0", "0"),
        ("2020", "Q", "United Kingdom", "1", "0", "0"),
        ("2021", "P", "United Kingdom", "0", "0", "0"),
        ("2021", "Q", "United Kingdom", "0", "0", "0"),
        ("2022", "P", "United Kingdom", "0", "1", "1"),
        ("2022", "Q", "United Kingdom", "1", "0", "0"),
    ]
    this_year = CONTRACT.release_date[:4]
    assert found[-2:] == [(this_year, state, "0", "0", "0", "0") for state in ("Canada", "United Kingdom")]


def test_who_put_forward_what_by_name() -> None:
    """A member once for each capacity; governments are no members, a mention is no bill of the family. A rule is called by what it governs."""
    tables = {
        "bills": rows(
            BILLS + " relevance",
            ("a", "US", "112", "S. 1", "Short", "Official", "2012-01-01", "introduced", "", "", "", "a", "core"),
            ("r", "US", "112", "H.Res. 2", "", "Providing for", "2012-01-02", "adopted", "", "", "", "a", "procedural"),
            ("o", "GB", "", "", "", "Official", "2012-01-02", "introduced", "", "", "", "a", "applying"),
            ("n", "US", "112", "S. 3", "", "Other", "2012-01-02", "introduced", "", "", "", "a", "mention"),
        ),
        "bill_titles": rows("bill_id title_type title", ("a", "popular", "M Act"), ("a", "short", "Short")),
        "bill_relations": rows(
            "bill_id related_bill_id related_bill_number relation_type",
            ("r", "a", "S. 1 (112th)", "ruled_by"),
            ("r", "o", "Other", "related"),
        ),
        "legislators": rows("legislator_id name bioguide_id", ("x", "Name X", "X000001"), ("y", "Name Y", "")),
        "sponsorships": rows(
            "sponsorship_id bill_id legislator_id role party_code joined_date withdrawn_date source_id",
            ("1", "a", "x", "sponsor", "D", "2012-01-01", "", "a"),
            ("2", "r", "x", "sponsor", "D", "2012-01-02", "", "b"),
            ("3", "o", "y", "sponsor", "", "", "", "b"),
            ("4", "o", "y", "rapporteur", "", "", "", "b"),
            ("5", "a", "y", "cosponsor", "R", "2012-02-01", "2012-03-01", "a"),
            ("6", "a", "", "government", "", "", "", "a"),
            ("7", "n", "x", "sponsor", "D", "2012-01-02", "", "a"),
        ),
    }
    columns = "act number relevance role member bioguide_id party_code joined_date withdrawn_date source_url"
    assert cells(view("sponsors", tables), columns) == [
        ("M Act", "S. 1", "core", "sponsor", "Name X", "X000001", "D", "2012-01-01", "", "https://a.example/"),
        ("Rule for S. 1 (112th)", "H.Res. 2", "procedural", "sponsor", "Name X", "X000001", "D", "2012-01-02", "", "https://b.example/"),
        ("Official", "", "applying", "sponsor", "Name Y", "", "", "", "", "https://b.example/"),
        ("Official", "", "applying", "rapporteur", "Name Y", "", "", "", "", "https://b.example/"),
        ("M Act", "S. 1", "core", "cosponsor", "Name Y", "", "R", "2012-02-01", "2012-03-01", "https://a.example/"),
    ]  # fmt: skip


def test_what_became_of_a_bill() -> None:
    bills = rows(
        BILLS,
        ("adopted", "CA", "41", "", "", "", "2015-03", "adopted", "2015-03-25", "", "", "a"),
        ("agreed", "CA", "42", "", "", "", "2015-03-24", "adopted", "2015-03-25", "", "", "b"),
        ("drafted", "GB", "", "", "", "", "", "drafted", "", "", "", "a"),
        ("enacted", "US", "112", "H.R. 6156", "Short", "Official", "2012-07-19", "enacted", "2012-12-14", "false", "pl", "a"),
        ("lapsed", "US", "112", "S. 1", "", "Official", "2011-05-19", "introduced", "2011-05-20", "true", "", "a"),
        ("pending", "US", "119", "S. 2", "Short", "Official", "2025-01-03", "introduced", "2025-01-03", "false", "", "a"),
        ("rejected", "GB", "", "", "", "", "2016-01-01", "rejected", "2017-01-01", "", "", "a"),
        ("silent", "GB", "", "", "", "", "2016-01-01", "introduced", "2017-01-01", "", "", "a"),
        ("text", "US", "114", "S. 284", "", "Official", "2015-01-28", "passed_one_chamber", "2015-12-17", "true", "", "a"),
        ("withdrawn", "GB", "", "", "", "", "2016-01-01", "withdrawn", "2016-01-31", "", "", "a"),
    )  # fmt: skip
    relations = rows(
        "bill_id related_bill_id related_bill_number relation_type law_id",
        ("text", "ndaa", "S. 2943", "text_enacted_in", "part"),
        ("lapsed", "enacted", "H.R. 6156", "related", "pl"),
    )
    laws = rows("law_id adopted_date", ("part", "2016-12-23"), ("pl", "2012-12-14"))
    found = view("bill_outcomes", {"bills": bills, "bill_relations": relations, "laws": laws})
    columns = "bill_id outcome outcome_date days_to_outcome enacted_through_bill_id enacted_through_number enacted_through_law_id"
    assert [row[:1] + row[1:2] + row[3:] for row in cells(found, columns)] == [
        ("adopted", "adopted", "", "", "", ""),
        ("agreed", "adopted", "1", "", "", ""),
        ("drafted", "drafted", "", "", "", ""),
        ("enacted", "enacted", "148", "", "", "pl"),
        ("lapsed", "lapsed", "595", "", "", ""),  # the 112th Congress ended on 2013-01-03
        ("pending", "pending", "", "", "", ""),
        ("rejected", "rejected", "366", "", "", ""),
        ("silent", "not_known", "", "", "", ""),
        ("text", "text_enacted", "695", "ndaa", "S. 2943", "part"),
        ("withdrawn", "withdrawn", "30", "", "", ""),
    ]
    assert cells(found[:2], "source_url") == [("https://a.example/",), ("https://b.example/",)]


def test_who_put_a_bill_forward_and_how_it_is_called() -> None:
    """Nobody told as cosponsor is none where the record of the bill is kept, and not known elsewhere."""
    bills = rows(BILLS, *((key, place, "1", "", *titles, "", "introduced", "", "", "", source) for key, place, source, *titles in (
        ("body", "GB", "kept", "Short", "Official"), ("named", "US", "a", "Short", "Official"), ("none", "US", "kept", "", "Official"),
        ("two", "CA", "a", "", "Official"), ("unread", "US", "a", "", "Official"),
    )))  # fmt: skip
    sponsors = rows(
        "sponsorship_id bill_id legislator_id entity_id role party_code withdrawn_date",
        ("2", "named", "john", "", "cosponsor", "R", ""),
        ("1", "named", "ben", "", "sponsor", "D", ""),
        ("3", "named", "roger", "", "cosponsor", "R", "2012-01-01"),
        ("4", "two", "roger", "", "sponsor", "R", ""),
        ("5", "two", "john", "", "seconder", "R", ""),
        ("6", "two", "ben", "", "cosponsor", "D", ""),
        ("7", "body", "", "committee", "committee", "", ""),
    )
    tables = {
        "sources": [*SOURCES, {"source_id": "kept", "title": "Bill status", "sha256": "0" * 64}],
        "bills": bills,
        "sponsorships": sponsors,
        "bill_titles": rows("bill_id title title_type", ("named", "B Act", "popular"), ("named", "A Act", "popular"), ("two", "C Act", "short")),
        "legislators": rows("legislator_id name", ("ben", "Ben"), ("john", "John"), ("roger", "Roger")),
        "entities": rows("entity_id name", ("committee", "The Committee")),
    }  # fmt: skip
    assert cells(view("bill_outcomes", tables), "bill_id title sponsor sponsor_party cosponsor_count") == [
        ("body", "Short", "The Committee", "", ""),
        ("named", "A Act", "Ben", "D", "1"),
        ("none", "Official", "", "", "0"),
        ("two", "Official", "Roger; John", "", "1"),
        ("unread", "Official", "", "", ""),
    ]


def test_why_a_list_changed() -> None:
    events = rows(
        "designation_event_id program_id entry_id entity_id action event_date date_basis reason detail round_id source_id",
        ("1", "p", "e1", "", "add", "2020-01-01", "instrument", "", "S.I. 1", "r", "a"),
        ("2", "p", "e2", "", "add", "2020-01-01", "announcement", "", "Detail", "", "b"),
        ("3", "p", "e2", "", "remove", "2020-02-01", "instrument", "unknown", "S.I. 2", "", "a"),
        ("4", "p", "e2", "", "renamed", "2020-02-01", "announcement", "", "Old name", "", "a"),
        ("5", "p", "", "x", "merged", "", "", "merged", "Duplicate of 1", "", "a"),
        ("6", "p", "e1", "", "program_added", "2020-03-01", "announcement", "", "Also tagged", "s", "a"),
        ("7", "p", "e1", "", "program_removed", "2020-03-01", "announcement", "deceased", "Died", "", "a"),
        ("9", "p", "e1", "", "remove", "2020-04-01", "announcement", "delisted", "Changed conduct", "", "a"),
        ("q", "q", "e1", "", "add", "2020-01-01", "announcement", "", "", "", "a"),
        ("8", "p", "e1", "", "measure_added", "2020-03-01", "list_field", "", "travel_ban", "", "a"),
    )
    tables = {
        "designation_events": events,
        "entity_links": rows("entry_id entity_id", ("e1", "x"), ("e2", "y")),
        "entities": rows("entity_id name", ("x", "X"), ("y", "Y")),
        "programs": rows("program_id jurisdiction_code", ("p", "GB"), ("q", "CA")),
        "designation_rounds": rows("round_id title law_id", ("r", "Round", "l"), ("s", "Tags", "m")),
        "laws": rows("law_id title citation", ("l", "Regulations", "S.I. 2020/1"), ("m", "Order", "")),
    }
    found = view("listing_changes", tables)
    columns = "designation_event_id change name entity_id named_that_day why instrument source_title"
    assert cells(found, columns) == [
        ("1", "named", "X", "x", "2", "Round", "S.I. 2020/1", "A title"),
        ("2", "named", "Y", "y", "2", "", "", "B title"),
        ("3", "removed", "Y", "y", "1", "", "S.I. 2", "A title"),
        ("4", "renamed", "Y", "y", "1", "Before: Old name", "", "A title"),
        ("5", "merged", "X", "x", "", "Second entry for the same person (duplicate of 1)", "", "A title"),
        ("6", "tag_added", "X", "x", "1", "Also tagged", "Order", "A title"),
        ("7", "tag_removed", "X", "x", "1", "Died", "", "A title"),
        ("9", "removed", "X", "x", "1", "Changed conduct", "", "A title"),
        ("q", "named", "X", "x", "1", "", "", "A title"),
    ]
    assert {row["program_id"]: row["listed_by"] for row in found} == {"p": "United Kingdom", "q": "Canada"}
