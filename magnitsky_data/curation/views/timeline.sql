-- What happened when? One row a dated fact of any kind, in one sentence.
CREATE MACRO in_state(chamber, state) AS chamber || CASE WHEN contains(chamber, state) THEN '' ELSE ' (' || state || ')' END;

INSERT INTO timeline BY NAME
WITH adopted_laws AS (
    SELECT
        coalesce(adopted_date, published_date, in_force_date) AS date, 'law' AS kind,
        state.name || CASE WHEN law_type IN ('act', 'act_part', 'decision', 'resolution', 'amendment') THEN ' adopts ' ELSE ' issues ' END
            || title || coalesce(' (' || citation || ')', '') AS what,
        issuer AS who, jurisdiction_code, 'laws' AS table_name, law_id AS row_id, source_id
    FROM laws JOIN jurisdictions AS state USING (jurisdiction_code)
    WHERE relevance <> 'mention'
),
introduced_bills AS (
    SELECT
        introduced_date AS date, 'bill' AS kind,
        in_state(c.name, state.name) || ' receives ' || concat_ws(', ', number, coalesce(short_title, official_title)) AS what,
        sponsor AS who, b.jurisdiction_code, 'bills' AS table_name, b.bill_id AS row_id, b.source_id
    FROM bills AS b
    JOIN chambers AS c USING (chamber_id)
    JOIN jurisdictions AS state ON state.jurisdiction_code = b.jurisdiction_code
    LEFT JOIN (
        SELECT bill_id, string_agg(coalesce(m.name, e.name), '; ' ORDER BY sponsorship_id) AS sponsor
        FROM sponsorships AS s
        LEFT JOIN legislators AS m USING (legislator_id)
        LEFT JOIN entities AS e ON e.entity_id = s.entity_id
        WHERE role <> 'cosponsor'
        GROUP BY bill_id
    ) AS sponsors USING (bill_id)
    WHERE b.relevance <> 'mention' AND b.status <> 'drafted'
),
held_votes AS (
    SELECT
        text(vote_date) AS date, 'vote' AS kind,
        in_state(c.name, state.name) || ' votes' || coalesce(' ' || yeas || ' to ' || nays, '') || ' on '
            || coalesce(b.number || ', ', '') || coalesce(b.short_title, b.official_title, b.bill_id) || ': ' || question || ', ' || result AS what,
        c.name AS who, c.jurisdiction_code, 'votes' AS table_name, vote_id AS row_id, v.source_id
    FROM votes AS v
    JOIN bills AS b USING (bill_id)
    JOIN chambers AS c ON c.chamber_id = v.chamber_id
    JOIN jurisdictions AS state ON state.jurisdiction_code = c.jurisdiction_code
    WHERE v.relevance <> 'mention'
),
sizes AS (
    SELECT round_id, count(*) AS names
    FROM designation_events
    GROUP BY round_id
),
rounds AS (
    SELECT
        text(round_date) AS date, CASE action WHEN 'add' THEN 'listing_round' ELSE 'removal' END AS kind,
        state.name || ', ' || p.name || ', ' || CASE action WHEN 'add' THEN 'names ' ELSE 'removes ' END
            || coalesce(announced_persons + coalesce(announced_organizations, 0) + coalesce(announced_other, 0), names, 0)
            || coalesce(': ' || r.title, '') AS what,
        p.authority AS who, p.jurisdiction_code, 'designation_rounds' AS table_name, round_id AS row_id, r.source_id
    FROM designation_rounds AS r
    JOIN programs AS p USING (program_id)
    JOIN jurisdictions AS state ON state.jurisdiction_code = p.jurisdiction_code
    LEFT JOIN sizes USING (round_id)
),
measures AS (
    SELECT
        announced_date AS date, 'answer' AS kind,
        state.name || ': ' || title AS what,
        state.name AS who, imposing_jurisdiction_code AS jurisdiction_code, 'retaliatory_measures' AS table_name, measure_id AS row_id, source_id
    FROM retaliatory_measures JOIN jurisdictions AS state ON state.jurisdiction_code = imposing_jurisdiction_code
    WHERE relation NOT IN ('context', 'related_us_measure')
),
released_works AS (
    SELECT
        released_date AS date, 'work' AS kind, w.title || ' is published' AS what,
        e.name AS who, w.country_code AS jurisdiction_code, 'works' AS table_name, work_id AS row_id, w.source_id
    FROM works AS w LEFT JOIN entities AS e ON e.entity_id = w.creator_entity_id
),
facts AS (
    FROM adopted_laws
    UNION ALL FROM introduced_bills
    UNION ALL FROM held_votes
    UNION ALL FROM rounds
    UNION ALL FROM measures
    UNION ALL FROM released_works
),
-- An event that tells of another row of the same day would say it twice.
told AS (
    SELECT event_id
    FROM events
    JOIN facts
        ON facts.date = event_date
        AND facts.row_id IN (events.law_id, events.bill_id, events.vote_id, events.measure_id, events.round_id, events.work_id)
),
concerned AS (
    SELECT event_id, string_agg(DISTINCT e.name, '; ' ORDER BY e.name) AS who
    FROM event_entities JOIN entities AS e USING (entity_id)
    GROUP BY event_id
),
other_events AS (
    SELECT
        event_date AS date, 'event' AS kind, title AS what, who, NULL AS jurisdiction_code,
        'events' AS table_name, event_id AS row_id, source_id
    FROM events LEFT JOIN concerned USING (event_id)
    WHERE event_id NOT IN (SELECT event_id FROM told)
)
SELECT date, kind, what, who, f.jurisdiction_code, table_name, row_id, source.title AS source_title, source.url AS source_url
FROM (FROM facts UNION ALL FROM other_events) AS f JOIN sources AS source USING (source_id)
WHERE date IS NOT NULL;
