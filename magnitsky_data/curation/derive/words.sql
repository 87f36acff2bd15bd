-- Words that derivations and rules share.

-- A cell as messages show it: the text between quotes, nothing between them when it is empty.
CREATE MACRO quoted(cell) AS '''' || coalesce(CAST(cell AS VARCHAR), '') || '''';

-- A cell as text, empty when there is none.
CREATE MACRO text(cell) AS coalesce(CAST(cell AS VARCHAR), '');

-- First and last day that a partial date (YYYY, YYYY-MM or YYYY-MM-DD) allows.
CREATE MACRO earliest(partial) AS CAST(partial || substr('-01-01', length(partial) - 3) AS DATE);
CREATE MACRO latest(partial) AS
    CASE length(partial)
        WHEN 4 THEN CAST(partial || '-12-31' AS DATE)
        WHEN 7 THEN last_day(CAST(partial || '-01' AS DATE))
        ELSE CAST(partial AS DATE)
    END;
CREATE MACRO date_precision(partial) AS
    CASE length(partial) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END;

-- The day, month or year that a range of days is, NULL when it is none of these.
CREATE MACRO partial_of(first_day, last_day_of_it) AS
    CASE
        WHEN first_day = last_day_of_it THEN CAST(first_day AS VARCHAR)
        WHEN first_day = date_trunc('month', first_day) AND last_day_of_it = last_day(first_day) THEN strftime(first_day, '%Y-%m')
        WHEN first_day = date_trunc('year', first_day) AND last_day_of_it = make_date(year(first_day), 12, 31) THEN strftime(first_day, '%Y')
    END;

-- Whether a partial date certainly lies after another one: compared by what both tell.
CREATE MACRO is_later(one, other) AS substr(one, 1, length(other)) > substr(other, 1, length(one));

-- Whether a source in citations gives another value for this very cell: that explains why the cell is not what is counted.
CREATE MACRO is_contradicted(in_table, of_row, of_column) AS (in_table, of_row, of_column) IN (
    SELECT (table_name, row_id, column_name) FROM citations WHERE stance = 'conflicts' AND column_name IS NOT NULL
);

-- What an event does to a spell of its subject on its programme.
CREATE MACRO opens(action) AS action IN ('add', 'program_added');
CREATE MACRO closes(action) AS action IN ('remove', 'program_removed', 'merged');

-- Why an event closed a spell, in one line; NULL where no source tells. That it was delisted is no reason.
CREATE MACRO closing_reason(reason, detail) AS
    CASE reason
        WHEN 'merged' THEN 'Second entry for the same person (' || lower(detail) || ')'
        WHEN 'deceased' THEN 'Died'
        WHEN 'delisted' THEN detail
    END;

-- What lists say of natural persons and no release holds: papers, telephone, mail.
CREATE MACRO is_private(particular_type) AS
    particular_type IN ('passport', 'national_id', 'tax_id', 'identification_number', 'phone', 'email');
CREATE MACRO private_values() AS TABLE
    WITH words AS (
        SELECT particular_type, unnest(regexp_extract_all(value, '[^\s(),;]*[0-9@][^\s(),;]*')) AS word
        FROM list_particulars JOIN list_entries USING (entry_id)
        WHERE entity_type = 'person' AND is_private(particular_type)
    )
    SELECT DISTINCT word
    FROM words
    WHERE length(word) > 5 AND NOT regexp_full_match(word, '[0-9]{2}/[0-9]{2}/[0-9]{4}');

-- Country and place of an address: its last two parts, without one that has a number or the word for a street or house.
CREATE MACRO place_of(address) AS nullif(array_to_string(list_filter(
    string_split(address, ', ')[-2:],
    lambda part: NOT regexp_matches(
        part,
        '[0-9]|(?i:\b(street|road|avenue|ave|lane|gali|drive|boulevard|blvd|square|prospekt|ulitsa|ul|ulica|proezd|calle|rue|strasse|apartment|apt|flat|house|building|villa|farm|residence)\b)'
    )
), ', '), '');

-- Persons who are on no list any more: named once by a programme, now by none, by no measure in answer, and without a seat.
CREATE MACRO persons_off_lists() AS TABLE
    SELECT entity_id
    FROM designations
    WHERE entity_type = 'person'
        AND entity_id NOT IN (SELECT entity_id FROM retaliation_targets WHERE lifted_date IS NULL)
        AND entity_id NOT IN (SELECT entity_id FROM legislators WHERE entity_id IS NOT NULL)
    GROUP BY entity_id
    HAVING bool_and(status = 'delisted');

-- A text in which full dates are years.
CREATE MACRO year_alone(said) AS regexp_replace(said, '([0-9]{4})-[0-9]{2}(-[0-9]{2})?', '\1', 'g');

-- The name that people give a bill, where its record has one.
CREATE VIEW popular_names AS
    SELECT bill_id, min(title) AS title
    FROM bill_titles
    WHERE title_type = 'popular'
    GROUP BY bill_id;

-- What a bill is called: as people do, else by its short title, a rule by the measure that it governs, else by the official title.
CREATE VIEW bill_names AS
    SELECT bill_id, coalesce(p.title, b.short_title, 'Rule for ' || min(r.related_bill_number), b.official_title) AS title
    FROM bills AS b
    LEFT JOIN popular_names AS p USING (bill_id)
    LEFT JOIN bill_relations AS r ON r.bill_id = b.bill_id AND relation_type = 'ruled_by'
    GROUP BY b.bill_id, p.title, b.short_title, b.official_title;

-- Whom which programme named in which year; where lists give a bracket alone, that of the day by which the listing is proven.
CREATE VIEW namings AS
    SELECT designation_id, program_id, jurisdiction_code, entity_id, entity_type, CAST(year(coalesce(listed_date, listed_by_date)) AS BIGINT) AS year
    FROM designations JOIN programs USING (program_id)
    WHERE year IS NOT NULL;
CREATE MACRO years_from(first_year) AS unnest(range(first_year, year(release_date()) + 1));

-- Why a documented day lies outside what the states of a list prove, where it does; a rule sees that nothing else explains it.
CREATE MACRO outside_note(documented, after_day, by_day, lag_days) AS
    CASE WHEN documented <= after_day OR documented > by_day THEN
        CASE WHEN lag_days > 0 THEN format('The published list trailed the act, which it may do by up to {} days', lag_days) ELSE 'Sources disagree; see citations' END
    END;
