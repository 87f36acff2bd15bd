"""Views of persons and of what happened, on made rows: what a cell says in the cases that decide it."""

from made_rows import Tables, cells, rows, view

from magnitsky_data.contract.cells import Row

PROGRAMS = rows(
    "program_id list_id jurisdiction_code name authority",
    ("us-glomag", "us_ofac", "US", "Global Magnitsky", "OFAC"),
    ("us-magnit", "us_ofac", "US", "Magnitsky", "OFAC"),
    ("gb-ghr", "gb_fcdo", "GB", "Human Rights", "FCDO"),
    ("ca-jvcfoa", "ca_sema", "CA", "Corrupt Officials", "Global Affairs"),
)
LISTED = "designation_id program_id entry_id entity_id entity_type status listed_date listed_by_date listed_source_id"


def listings(*designations: tuple[str, ...], **tables: list[Row]) -> list[Row]:
    """Rows of listings of made designations; entities and entries are those that they name."""
    found = rows(LISTED, *designations)
    entities = rows("entity_id name", *{(row["entity_id"], f"Name of {row['entity_id']}") for row in found})
    whole: Tables = {"programs": PROGRAMS, "designations": found, "entities": entities, **tables}
    return view("listings", whole)


def test_on_which_other_lists_somebody_stands_today() -> None:
    found = listings(
        ("1", "us-glomag", "e1", "x", "person", "listed", "2018-01-01", "", "a"),
        ("2", "us-magnit", "e1", "x", "person", "listed", "2017-12-20", "", "a"),  # of the same list
        ("3", "gb-ghr", "e2", "x", "person", "listed", "", "2020-07-06", "b"),
        ("4", "ca-jvcfoa", "e3", "x", "person", "delisted", "2017-11-03", "", "a"),
        ("5", "ca-jvcfoa", "e4", "y", "person", "listed", "", "", "a"),
        ("6", "us-glomag", "e5", "y", "person", "listed", "2019-01-01", "", "a"),
        ("7", "gb-ghr", "e6", "z", "person", "delisted", "2020-07-06", "", "a"),
    )
    assert cells(found, "designation_id is_listed list_count also_listed_by source_title") == [
        ("1", "true", "2", "GB 2020-07-06", "A title"),
        ("2", "true", "2", "GB 2020-07-06", "A title"),
        ("3", "true", "2", "US 2017-12-20", "B title"),
        ("4", "false", "2", "US 2017-12-20; GB 2020-07-06", "A title"),
        ("5", "true", "2", "US 2019-01-01", "A title"),
        ("6", "true", "2", "CA", "A title"),
        ("7", "false", "0", "", "A title"),
    ]


def test_countries_stand_with_what_tells_of_them() -> None:
    """Nationalities alone are nationalities; what is told more strongly comes first."""
    countries = rows(
        "entity_id country_code basis",
        ("x", "CA", "birth_place"),
        ("x", "GB", "address"),
        ("x", "GB", "citizenship"),
        ("x", "RU", "nationality"),
        ("x", "RU", "birth_place"),
    )
    (found,) = listings(
        ("1", "gb-ghr", "e", "x", "person", "listed", "2020-01-01", "", "a"), entity_countries=countries
    )
    assert cells([found], "nationality nationality_codes countries country_codes country_basis") == [
        ("Russia; United Kingdom", "RU; GB", "Russia; United Kingdom; Canada", "RU; GB; CA",
         "RU nationality, birth place; GB citizenship, address; CA birth place"),
    ]  # fmt: skip


def named(*names: tuple[str, ...], country: str = "RU") -> Row:
    (found,) = listings(
        ("1", "gb-ghr", "e", "x", "person", "listed", "2020-01-01", "", "a"),
        entity_names=rows(
            "entity_id name name_type script_code language_code repaired_name", *(("x", *n) for n in names)
        ),
        entity_countries=rows("entity_id country_code basis", ("x", country, "nationality")),
    )
    return found


PRIMARY = ("Pavel KARPOV", "primary", "Latn", "", "")


def test_aliases_are_other_names() -> None:
    """Not the same words in another order, nor the name in its own script, nor signs without letters."""
    found = named(
        PRIMARY,
        ("KARPOV, Pavel", "alias", "Latn", "", ""),
        ("The Weak", "weak", "Latn", "", ""),
        ("Zulu", "alias", "Latn", "", ""),
        ("Alpha", "alias", "Latn", "", ""),
        ("alpha", "former", "Latn", "", ""),
        ("Павел КAРПОВ", "native", "Cyrl", "ru", "Павел КАРПОВ"),
        ("Павло КАРПОВ", "alias", "Cyrl", "uk", ""),
        ("1234", "alias", "Zyyy", "", ""),
        ("No Script", "alias", "", "", ""),
    )
    assert found["aliases"] == "Zulu; Alpha; Павло КАРПОВ and 2 more"
    assert found["name_original_script"] == "Павел КАРПОВ"
    assert "aliases" not in named(PRIMARY)
    assert named(PRIMARY, *((n, "alias", "Latn", "", "") for n in "CBA"))["aliases"] == "C; B; A"


def test_a_bulgarian_spelling_is_the_name_of_bulgarians() -> None:
    """The list of the EU spells every name in Bulgarian and Greek too."""
    spelled = (PRIMARY, ("Павел КАРПОВ", "alias", "Cyrl", "bg", ""), ("Πάβελ ΚΑΡΠΟΦ", "alias", "Grek", "el", ""))
    assert "name_original_script" not in named(*spelled)
    assert named(*spelled, country="BG")["name_original_script"] == "Павел КАРПОВ"
    told = named(*spelled, ("ПАВЕЛ", "alias", "Cyrl", "", ""), ("КАРПОВ", "native", "Cyrl", "ru", ""))
    assert told["name_original_script"] == "КАРПОВ"


def test_what_a_listing_takes_from_elsewhere() -> None:
    designations = rows(
        "designation_id program_id entry_id entity_id entity_type status listed_date delisted_date listed_source_id",
        ("1", "us-glomag", "e1", "x", "vessel", "delisted", "2018-01-01", "2019-01-01", "a"),
        ("2", "us-glomag", "e1", "x", "vessel", "delisted", "2020-01-01", "2021-01-01", "a"),
        ("3", "gb-ghr", "", "y", "vessel", "delisted", "2020-01-01", "", "a"),
        ("4", "us-glomag", "e1", "x", "vessel", "listed", "2022-01-01", "", "a"),
        ("5", "us-magnit", "e2", "z", "person", "listed", "2022-01-01", "", "a"),
    )
    events = rows(
        "designation_event_id program_id entry_id entity_id action event_date reason detail",
        ("1", "us-glomag", "e1", "", "remove", "2019-01-01", "delisted", "Changed conduct"),
        ("2", "us-glomag", "e1", "", "merged", "2021-01-01", "merged", "Duplicate of 7"),
        ("3", "gb-ghr", "", "y", "remove", "", "deceased", ""),
        ("4", "us-magnit", "e1", "", "remove", "2021-01-01", "delisted", "Of another programme"),
        ("5", "us-glomag", "e1", "", "renamed", "2019-01-01", "delisted", "No closing"),
    )
    tables = {
        "programs": PROGRAMS,
        "designations": designations,
        "designation_events": events,
        "entities": rows("entity_id name birth_date", ("x", "X", ""), ("y", "Y", "1960-01-01"), ("z", "Z", "1970")),
        "designation_grounds": rows(
            "designation_id ground", ("1", "human_rights_abuse"), ("1", "corruption"), ("2", "corruption")
        ),
    }
    columns = "designation_id is_identified_property birth_date_latest ground delisted_why"
    assert cells(view("listings", tables), columns) == [
        ("1", "true", "", "corruption; human_rights_abuse", "Changed conduct"),
        ("2", "true", "", "corruption", "Second entry for the same person (duplicate of 7)"),
        ("3", "false", "1960-01-01", "", "Died"),
        ("4", "true", "", "", ""),
        ("5", "false", "1970-12-31", "", ""),
    ]


def test_the_record_of_a_member() -> None:
    tables = {
        "legislators": rows("legislator_id name entity_id", ("m", "M", "x"), ("n", "N", "y")),
        "sponsorships": rows(
            "sponsorship_id bill_id legislator_id role withdrawn_date",
            ("1", "b1", "m", "sponsor", ""),
            ("2", "b1", "m", "amendment_author", ""),
            ("3", "b2", "m", "cosponsor", ""),
            ("4", "b3", "m", "cosponsor", "2012-01-01"),
        ),
        "votes": rows("vote_id relevance", *((f"v{n}", "core") for n in range(4)), ("v4", "procedural")),
        "vote_positions": rows(
            "vote_id legislator_id position",
            ("v0", "m", "yea"), ("v1", "m", "nay"), ("v2", "m", "not_voting"), ("v3", "m", "present"), ("v4", "m", "yea"),
        ),
        "retaliatory_measures": rows(
            "measure_id imposing_jurisdiction_code announced_date",
            ("r1", "RU", "2022-03-15"), ("r2", "RU", "2012"), ("c", "CN", "2020-08-10"), ("b", "BY", "2020-01-01"),
        ),
        "retaliation_targets": rows(
            "measure_id entity_id placement",
            ("r1", "x", "named_in_round"), ("r2", "x", "standing_list"), ("c", "x", "named_in_round"), ("b", "y", "standing_list"),
        ),
        "legislator_terms": rows(
            "legislator_id chamber_id party_code state_code first_date last_date",
            ("m", "us-house", "R", "CA", "2001-01-01", "2010-01-01"),
            ("m", "us-senate", "I", "NY", "2012-01-01", "2013-01-01"),
            ("m", "us-senate", "D", "NJ", "2011-01-01", "2013-01-01"),
        ),
    }  # fmt: skip
    columns = "party_code state_code bills_sponsored bills_cosponsored core_yeas core_nays core_not_voting barred_by first_barred_date on_russian_list"
    assert cells(view("member_records", tables), columns) == [
        ("I", "NY", "1", "1", "1", "1", "1", "CN; RU", "2020-08-10", "true"),
        ("", "", "0", "0", "0", "0", "0", "BY", "", "false"),
    ]


def test_a_roll_call_names_its_act() -> None:
    bills = rows(
        "bill_id short_title official_title",
        ("p", "Short", "Official"),
        ("s", "Short", "Official"),
        ("o", "", "Official"),
    )
    tables = {
        "bills": bills,
        "bill_titles": rows("bill_id title title_type", ("p", "B Act", "popular"), ("p", "A Act", "popular"), ("s", "No", "short")),
        "chambers": rows("chamber_id jurisdiction_code name", ("us-house", "US", "House")),
        "votes": rows("vote_id bill_id chamber_id source_id", *((b, b, "us-house", "a") for b in "pso")),
        "vote_positions": rows("vote_id legislator_id position", *((b, "m", "yea") for b in "pso")),
        "legislators": rows("legislator_id name", ("m", "M")),
    }  # fmt: skip
    assert cells(view("roll_calls", tables), "vote_id act") == [("o", "Official"), ("p", "A Act"), ("s", "Short")]


def test_each_dated_fact_is_told_in_one_sentence() -> None:
    """What is only mentioned, drafted, or the context of an answer is left out, and so is what has no day."""
    tables = {
        "chambers": rows("chamber_id jurisdiction_code name", ("us-house", "US", "House"), ("ca-senate", "CA", "Senate of Canada")),
        "laws": rows(
            "law_id jurisdiction_code title citation law_type issuer adopted_date published_date in_force_date relevance source_id",
            ("act", "US", "The Act", "Pub. L. 1", "act", "Congress", "2012-12-14", "2012-12-15", "2012-12-16", "core", "a"),
            ("order", "US", "An order", "", "executive_order", "President", "", "2017-12-20", "2017-12-21", "core", "b"),
            ("part", "GB", "A part", "", "act_part", "", "", "", "2018", "core", "a"),
            ("decision", "GB", "A decision", "", "decision", "", "2019", "", "", "core", "a"),
            ("resolution", "GB", "A resolution", "", "resolution", "", "2019", "", "", "core", "a"),
            ("amendment", "GB", "An amendment", "", "amendment", "", "2019", "", "", "core", "a"),
            ("other", "US", "Mentioned", "", "act", "", "2012-12-14", "", "", "mention", "a"),
            ("undated", "US", "Undated", "", "act", "", "", "", "", "core", "a"),
        ),
        "bills": rows(
            "bill_id jurisdiction_code chamber_id number short_title official_title introduced_date status relevance source_id",
            ("b1", "US", "us-house", "H.R. 1", "Short", "Official", "2012-07-19", "enacted", "core", "a"),
            ("b2", "CA", "ca-senate", "", "", "Official", "2016-05-04", "introduced", "core", "a"),
            ("b3", "US", "us-house", "", "", "", "2012-07-19", "introduced", "mention", "a"),
            ("b4", "US", "us-house", "", "", "Draft", "2012-07-19", "drafted", "core", "a"),
        ),
        "legislators": rows("legislator_id name", ("m", "M"), ("n", "N")),
        "entities": rows("entity_id name", ("e", "E"), ("f", "F")),
        "sponsorships": rows(
            "sponsorship_id bill_id legislator_id entity_id role",
            ("2", "b1", "m", "", "sponsor"), ("1", "b1", "", "e", "committee"), ("3", "b1", "n", "", "cosponsor"),
        ),
        "votes": rows(
            "vote_id bill_id chamber_id vote_date yeas nays question result relevance source_id",
            ("v1", "b1", "us-house", "2012-11-16", "365", "43", "On passage", "passed", "core", "a"),
            ("v2", "b2", "ca-senate", "2017-04-11", "", "", "Third reading", "passed", "core", "a"),
            ("v3", "b1", "us-house", "2012-11-16", "", "", "Rule", "passed", "mention", "a"),
            ("v4", "b3", "us-house", "2012-11-17", "", "", "Rule", "failed", "core", "a"),
        ),
        "programs": rows("program_id jurisdiction_code name authority", ("p", "US", "Programme", "OFAC")),
        "designation_rounds": rows(
            "round_id program_id round_date action announced_persons announced_organizations announced_other title source_id",
            ("r1", "p", "2013-04-12", "add", "18", "", "", "First", "a"),
            ("r2", "p", "2013-04-13", "add", "1", "2", "3", "", "a"),
            ("r3", "p", "2013-04-14", "remove", "", "", "", "", "a"),
            ("r4", "p", "2013-04-15", "add", "", "", "", "", "a"),
        ),
        "designation_events": rows("designation_event_id round_id", ("1", "r3"), ("2", "r3"), ("3", "r1")),
        "retaliatory_measures": rows(
            "measure_id imposing_jurisdiction_code announced_date title relation source_id",
            ("m1", "RU", "2013-04-13", "A list", "magnitsky_type", "a"),
            ("m2", "RU", "2013-04-13", "A law", "context", "a"),
            ("m3", "US", "2013-04-13", "A law", "related_us_measure", "a"),
        ),
        "works": rows(
            "work_id title released_date creator_entity_id country_code source_id",
            ("w1", "A film", "2016-06-13", "e", "CA", "a"), ("w2", "A book", "", "", "", "a"), ("w3", "A play", "2017", "", "", "a"),
        ),
        "events": rows(
            "event_id event_date title law_id work_id source_id",
            ("e1", "2012-12-14", "The Act is signed", "act", "", "a"),  # told by the law itself
            ("e2", "2012-12-13", "The Act is ready", "act", "", "a"),
            ("e3", "2009-11-16", "He dies", "", "", "b"),
            ("e4", "2016-06-13", "The film is shown", "", "w1", "a"),
        ),
        "event_entities": rows("event_id entity_id role", ("e3", "f", "subject"), ("e3", "e", "subject"), ("e3", "e", "named")),
    }  # fmt: skip
    found = sorted(cells(view("timeline", tables), "row_id date kind what who jurisdiction_code"))
    assert found == sorted([
        ("act", "2012-12-14", "law", "United States adopts The Act (Pub. L. 1)", "Congress", "US"),
        ("order", "2017-12-20", "law", "United States issues An order", "President", "US"),
        ("part", "2018", "law", "United Kingdom adopts A part", "", "GB"),
        ("decision", "2019", "law", "United Kingdom adopts A decision", "", "GB"),
        ("resolution", "2019", "law", "United Kingdom adopts A resolution", "", "GB"),
        ("amendment", "2019", "law", "United Kingdom adopts An amendment", "", "GB"),
        ("b1", "2012-07-19", "bill", "House (United States) receives H.R. 1, Short", "E; M", "US"),
        ("b2", "2016-05-04", "bill", "Senate of Canada receives Official", "", "CA"),
        ("v1", "2012-11-16", "vote", "House (United States) votes 365 to 43 on H.R. 1, Short: On passage, passed", "House", "US"),
        ("v2", "2017-04-11", "vote", "Senate of Canada votes on Official: Third reading, passed", "Senate of Canada", "CA"),
        ("v4", "2012-11-17", "vote", "House (United States) votes on b3: Rule, failed", "House", "US"),
        ("r1", "2013-04-12", "listing_round", "United States, Programme, names 18: First", "OFAC", "US"),
        ("r2", "2013-04-13", "listing_round", "United States, Programme, names 6", "OFAC", "US"),
        ("r3", "2013-04-14", "removal", "United States, Programme, removes 2", "OFAC", "US"),
        ("r4", "2013-04-15", "listing_round", "United States, Programme, names 0", "OFAC", "US"),
        ("m1", "2013-04-13", "answer", "Russia: A list", "Russia", "RU"),
        ("w1", "2016-06-13", "work", "A film is published", "E", "CA"),
        ("w3", "2017", "work", "A play is published", "", ""),
        ("e2", "2012-12-13", "event", "The Act is ready", "", ""),
        ("e3", "2009-11-16", "event", "He dies", "E; F", ""),
    ])  # fmt: skip
    sources = {row["row_id"]: (row["source_title"], row["source_url"]) for row in view("timeline", tables)}
    assert (sources["order"], sources["act"]) == (
        ("B title", "https://b.example/"),
        ("A title", "https://a.example/"),
    )
