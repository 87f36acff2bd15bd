-- What the dataset knows of each person and body, in one row: the lists, bills, votes and entry bans.
INSERT INTO entity_summaries BY NAME
WITH spells_by_name AS (
    SELECT
        entity_id,
        p.jurisdiction_code || ': ' || p.name AS list, -- the name of a programme does not always tell whose it is
        coalesce(listed_date, listed_by_date) AS since,
        coalesce(delisted_date, delisted_by_date) AS until,
        status = 'listed' AS is_open,
        designation_id
    FROM designations JOIN programs AS p USING (program_id)
),
listings AS (
    SELECT
        entity_id,
        count(*) AS spell_count,
        min(since) AS since_date,
        CASE WHEN NOT bool_or(is_open) THEN max(until) END AS until_date,
        string_agg(
            list || ' ' || coalesce(CAST(since AS VARCHAR), '?') || CASE WHEN is_open THEN '' ELSE ' to ' || coalesce(CAST(until AS VARCHAR), '?') END,
            '; ' ORDER BY since NULLS FIRST, designation_id
        ) AS spelled_out
    FROM spells_by_name
    GROUP BY entity_id
),
list_names_of AS (
    SELECT entity_id, string_agg(list, '; ' ORDER BY since NULLS FIRST, first_id) AS lists
    FROM (SELECT entity_id, list, min(since) AS since, min(designation_id) AS first_id FROM spells_by_name GROUP BY entity_id, list)
    GROUP BY entity_id
),
sponsored AS (
    SELECT coalesce(m.entity_id, s.entity_id) AS entity_id, count(DISTINCT bill_id) AS bill_count
    FROM sponsorships AS s LEFT JOIN legislators AS m USING (legislator_id)
    GROUP BY ALL
),
voted AS (
    SELECT m.entity_id, count(*) AS vote_count
    FROM vote_positions JOIN legislators AS m USING (legislator_id)
    GROUP BY ALL
),
barred AS (
    SELECT entity_id, string_agg(DISTINCT imposing_jurisdiction_code, '; ' ORDER BY imposing_jurisdiction_code) AS barred_by
    FROM retaliation_targets JOIN retaliatory_measures USING (measure_id)
    GROUP BY ALL
)
SELECT
    e.entity_id, e.name, e.entity_type, lists,
    coalesce(spell_count, 0) AS spell_count,
    since_date, until_date,
    coalesce(bill_count, 0) AS bill_count,
    coalesce(vote_count, 0) AS vote_count,
    barred_by,
    coalesce(
        nullif(concat_ws(
            '; ',
            spelled_out,
            CASE WHEN bill_count > 0 THEN bill_count || ' bill' || CASE WHEN bill_count = 1 THEN '' ELSE 's' END || ' sponsored or cosponsored' END,
            CASE WHEN vote_count > 0 THEN vote_count || ' vote' || CASE WHEN vote_count = 1 THEN '' ELSE 's' END END,
            'barred by ' || barred_by
        ), ''),
        e.description
    ) AS summary
FROM entities AS e
LEFT JOIN listings USING (entity_id)
LEFT JOIN list_names_of USING (entity_id)
LEFT JOIN sponsored USING (entity_id)
LEFT JOIN voted USING (entity_id)
LEFT JOIN barred USING (entity_id);
