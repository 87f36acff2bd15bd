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

-- Numbers of passports, of identity and tax papers of natural persons that the lists give.
CREATE MACRO personal_numbers() AS TABLE
    SELECT DISTINCT unnest(regexp_extract_all(value, '[A-Z]{0,3}[0-9]{6,}')) AS number
    FROM list_particulars JOIN list_entries USING (entry_id)
    WHERE entity_type = 'person' AND particular_type IN ('passport', 'national_id', 'tax_id', 'identification_number');
