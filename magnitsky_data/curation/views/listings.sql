-- Whom does which state list, since when, until when and why no longer? One row a designation.
INSERT INTO listings BY NAME
WITH bases AS (
    SELECT
        entity_id, country_code, country.name AS country,
        min(basis) IN ('nationality', 'citizenship') AS is_national, -- bases sort as the contract has them
        min(basis) AS strongest,
        string_agg(replace(text(basis), '_', ' '), ', ' ORDER BY basis) AS told_by
    FROM entity_countries JOIN jurisdictions AS country ON country.jurisdiction_code = country_code
    GROUP BY ALL
),
countries AS (
    SELECT
        entity_id,
        string_agg(country, '; ' ORDER BY strongest, country_code) FILTER (is_national) AS nationality,
        string_agg(country_code, '; ' ORDER BY strongest, country_code) FILTER (is_national) AS nationality_codes,
        string_agg(country, '; ' ORDER BY strongest, country_code) AS countries,
        string_agg(country_code, '; ' ORDER BY strongest, country_code) AS country_codes,
        string_agg(country_code || ' ' || told_by, '; ' ORDER BY strongest, country_code) AS country_basis
    FROM bases
    GROUP BY entity_id
),
-- On which lists an entity stands today, since the first day of a spell that is still open.
standing AS (
    SELECT entity_id, list_id, any_value(jurisdiction_code) AS state_code, min(coalesce(listed_date, listed_by_date)) AS since
    FROM designations JOIN programs USING (program_id)
    WHERE status = 'listed'
    GROUP BY entity_id, list_id
),
elsewhere AS (
    SELECT
        d.designation_id,
        count(*) AS list_count,
        string_agg(state_code || coalesce(' ' || since, ''), '; ' ORDER BY since, state_code) FILTER (s.list_id <> p.list_id) AS also_listed_by
    FROM designations AS d JOIN programs AS p USING (program_id) JOIN standing AS s USING (entity_id)
    GROUP BY d.designation_id
),
-- The words of a name in order, so that KARPOV, Pavel is no other name than Pavel Karpov.
names AS (
    SELECT
        entity_id, name, coalesce(repaired_name, name) AS clean_name, name_type, script_code, language_code, n.row_at,
        list_sort(string_split(lower(replace(name, ',', '')), ' ')) AS words
    FROM entity_names AS n
),
-- The list of the EU spells every name in Bulgarian and Greek too.
native AS (
    SELECT entity_id, arg_min(clean_name, (name_type <> 'native', row_at)) AS name
    FROM names LEFT JOIN countries USING (entity_id)
    WHERE script_code <> 'Latn'
        AND (language_code IS NULL OR language_code NOT IN ('bg', 'el') OR regexp_matches(country_codes, 'BG|GR|CY'))
    GROUP BY entity_id
),
other_names AS (
    SELECT entity_id, min(name) AS name, min((name_type = 'weak', row_at)) AS place
    FROM names
    WHERE script_code IS DISTINCT FROM 'Zyyy'
        AND (entity_id, words) NOT IN (SELECT (entity_id, words) FROM names WHERE name_type = 'primary')
        AND (entity_id, clean_name) NOT IN (SELECT (entity_id, name) FROM native)
    GROUP BY entity_id, words
),
aliases AS (
    SELECT
        entity_id,
        array_to_string(list(name ORDER BY place)[:3], '; ') || CASE WHEN count(*) > 3 THEN ' and ' || (count(*) - 3) || ' more' ELSE '' END AS aliases
    FROM other_names
    GROUP BY entity_id
),
grounds AS (
    SELECT designation_id, string_agg(text(ground), '; ' ORDER BY text(ground)) AS ground
    FROM designation_grounds
    GROUP BY designation_id
),
closings AS (
    SELECT program_id, coalesce(entry_id, entity_id) AS subject, event_date AS delisted_date, closing_reason(reason, detail) AS why
    FROM designation_events
    WHERE closes(action)
)
SELECT
    d.designation_id,
    entity.name AS name,
    native.name AS name_original_script,
    d.entity_type,
    d.entity_type = 'vessel' AND d.program_id = 'us-glomag' AS is_identified_property,
    countries.nationality, countries.nationality_codes, countries.countries, countries.country_codes, countries.country_basis,
    entity.birth_date, entity.birth_date_precision, entity.birth_date_earliest, entity.birth_date_latest,
    state.name AS listed_by,
    p.jurisdiction_code AS listed_by_code,
    d.program_id,
    p.name AS program,
    p.coverage AS program_coverage,
    grounds.ground,
    d.listed_date, d.listed_date_basis, d.listed_proof, d.listed_after_date, d.listed_by_date,
    outside_note(d.listed_date, d.listed_after_date, d.listed_by_date, p.lag_days) AS listed_note,
    d.status = 'listed' AS is_listed,
    d.delisted_date, d.delisted_date_basis, d.delisted_after_date, d.delisted_by_date,
    outside_note(d.delisted_date, d.delisted_after_date, d.delisted_by_date, p.lag_days) AS delisted_note,
    d.delisted_reason,
    closings.why AS delisted_why,
    elsewhere.also_listed_by,
    coalesce(elsewhere.list_count, 0) AS list_count,
    aliases.aliases,
    d.official_id, d.entity_id,
    source.title AS source_title,
    source.url AS source_url
FROM designations AS d
JOIN entities AS entity USING (entity_id)
JOIN programs AS p USING (program_id)
JOIN jurisdictions AS state ON state.jurisdiction_code = p.jurisdiction_code
JOIN sources AS source ON source.source_id = d.listed_source_id
LEFT JOIN elsewhere USING (designation_id)
LEFT JOIN countries USING (entity_id)
LEFT JOIN native USING (entity_id)
LEFT JOIN aliases USING (entity_id)
LEFT JOIN grounds USING (designation_id)
LEFT JOIN closings
    ON d.status = 'delisted'
    AND (closings.program_id, closings.subject) = (d.program_id, coalesce(d.entry_id, d.entity_id))
    AND closings.delisted_date IS NOT DISTINCT FROM d.delisted_date;
