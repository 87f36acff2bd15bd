-- What the entries of all lists tell of an entity: name in the script of origin, day of birth, country.
-- Order: the strongest statement (a day before a month before a year; nationality before citizenship), then
-- the more senior list, then the order in the entry; of several days in one entry that which its first statement allows.
-- Where an entry gives several years or months, and none to the day, only the bracket over all of them is known.
-- What a curator wrote stays. Each cell whose source is not that of its row has a citation, and so has each birth date,
-- and each entry that gives no such country, that says otherwise.
CREATE TEMP TABLE entity_statements AS
WITH told AS (
    SELECT
        l.entity_id, e.entry_id, e.official_id, p.sequence, coalesce(s.seniority, 99) AS seniority, coalesce(f.source_id, e.source_id) AS source_id,
        p.particular_type, e.entity_type, coalesce(p.is_circa, false) AS is_circa, p.date_earliest, p.date_latest,
        partial_of(p.date_earliest, p.date_latest) AS birth_date, p.country_code,
        first_value(partial_of(p.date_earliest, p.date_latest)) OVER (PARTITION BY p.entry_id, p.particular_type ORDER BY p.sequence) AS first_birth_date
    FROM list_particulars AS p
    JOIN list_entries AS e USING (entry_id)
    JOIN entity_links AS l USING (entry_id)
    JOIN lists AS s USING (list_id)
    LEFT JOIN list_entry_parts AS part ON part.entry_id = p.entry_id AND part.part = p.part
    LEFT JOIN main_files AS f USING (snapshot_id)
)
SELECT
    'birth_date' AS column_name, coalesce(birth_date, date_earliest || ' to ' || date_latest) AS said,
    4 * (10 - coalesce(length(birth_date), 0)) + 2 * CAST(is_circa AS INTEGER) + CAST(NOT starts_with(said, coalesce(first_birth_date, '')) AS INTEGER) AS weakness,
    * EXCLUDE (particular_type, entity_type, is_circa, birth_date, country_code, first_birth_date)
FROM told
WHERE entity_type = 'person' AND particular_type = 'birth_date' AND date_earliest IS NOT NULL
UNION ALL
SELECT
    'country_code', country_code, list_position(bases, CAST(particular_type AS VARCHAR)),
    told.* EXCLUDE (particular_type, entity_type, is_circa, birth_date, country_code, first_birth_date)
FROM told
JOIN (VALUES
    ('person', ['nationality', 'citizenship']),
    ('organization', ['address']),
    ('vessel', ['vessel_flag', 'address']),
    ('aircraft', ['address'])
) AS basis (kind, bases) ON kind = CAST(entity_type AS VARCHAR)
WHERE country_code IS NOT NULL AND list_contains(bases, CAST(particular_type AS VARCHAR));

-- The statement that a cell takes.
CREATE TEMP TABLE entity_choices AS
SELECT s.*, e.source_id AS row_source_id
FROM entity_statements AS s JOIN entities AS e USING (entity_id)
WHERE (column_name = 'birth_date' AND e.birth_date IS NULL) OR (column_name = 'country_code' AND e.country_code IS NULL)
QUALIFY row_number() OVER (PARTITION BY entity_id, column_name ORDER BY weakness, seniority, entry_id, sequence) = 1;

UPDATE entities SET
    birth_date = CASE WHEN is_one THEN said END,
    birth_date_earliest = CASE WHEN is_one THEN earliest(said) ELSE first_day END,
    birth_date_latest = CASE WHEN is_one THEN latest(said) ELSE last_day END,
    birth_date_precision = CASE WHEN is_one THEN date_precision(said) END
FROM (
    SELECT
        entity_id, said, min(p.date_earliest) AS first_day, max(p.date_latest) AS last_day,
        length(said) = 10 OR said = partial_of(first_day, last_day) AS is_one
    FROM entity_choices JOIN list_particulars AS p USING (entry_id)
    WHERE column_name = 'birth_date' AND p.particular_type = 'birth_date'
    GROUP BY entity_id, said
) AS c
WHERE c.entity_id = entities.entity_id;

UPDATE entities SET country_code = said
FROM entity_choices AS c WHERE c.entity_id = entities.entity_id AND column_name = 'country_code';

UPDATE entities SET native_name = named.name
FROM (
    SELECT l.entity_id, n.name
    FROM list_names AS n
    JOIN list_entries USING (entry_id)
    JOIN entity_links AS l USING (entry_id)
    JOIN lists USING (list_id)
    WHERE NOT n.is_weak AND (n.name_type = 'native' OR n.script_code <> 'Latn')
    QUALIFY row_number() OVER (PARTITION BY l.entity_id ORDER BY seniority, entry_id, n.name) = 1
) AS named
WHERE named.entity_id = entities.entity_id AND entities.native_name IS NULL;

INSERT INTO citations BY NAME
SELECT
    entity_id || '-' || replace(column_name, '_', '-') AS citation_id, 'entities' AS table_name, entity_id AS row_id, column_name, source_id,
    'entry ' || official_id AS source_locator, 'supports' AS stance
FROM entity_choices
WHERE source_id <> row_source_id;

INSERT INTO citations BY NAME
WITH cells AS (
    SELECT entity_id, 'birth_date' AS column_name, birth_date AS chosen, birth_date_earliest AS first_day, birth_date_latest AS last_day
    FROM entities
    WHERE birth_date_earliest IS NOT NULL
    UNION ALL
    SELECT entity_id, 'country_code', country_code, NULL, NULL FROM entities WHERE country_code IS NOT NULL AND entity_type = 'person'
),
compared AS (
    SELECT
        entity_id, column_name, entry_id, official_id, source_id, said, weakness, sequence,
        coalesce(date_earliest <= last_day AND date_latest >= first_day, said = chosen) AS is_same, -- days that have one in common
        bool_or(said = chosen) OVER (PARTITION BY entity_id, column_name, entry_id) AS has_same
    FROM entity_statements JOIN cells USING (entity_id, column_name)
),
others AS (
    SELECT *, row_number() OVER (PARTITION BY entity_id, column_name, entry_id ORDER BY weakness, sequence) AS place
    FROM compared
    WHERE NOT is_same AND (column_name = 'birth_date' OR NOT has_same)
)
SELECT
    entity_id || '-' || replace(column_name, '_', '-') || '-' || entry_id || CASE WHEN place > 1 THEN '-' || place ELSE '' END AS citation_id, 'entities' AS table_name, entity_id AS row_id, column_name, source_id,
    'entry ' || official_id AS source_locator, 'conflicts' AS stance, said AS value
FROM others
WHERE place = 1 OR column_name = 'birth_date';

DROP TABLE entity_choices;
DROP TABLE entity_statements;
