-- What did a state do in answer to what, whom did it reach and how many days later? One row a measure and trigger.
INSERT INTO answers BY NAME
WITH reached AS (
    SELECT measure_id, target_jurisdiction_code AS jurisdiction_code
    FROM retaliatory_measures
    WHERE target_jurisdiction_code IS NOT NULL
    UNION ALL
    SELECT measure_id, jurisdiction_code
    FROM measure_jurisdictions
),
against AS (
    SELECT measure_id, string_agg(name, '; ' ORDER BY name) AS against
    FROM reached JOIN jurisdictions USING (jurisdiction_code)
    GROUP BY measure_id
),
named AS (
    SELECT
        measure_id,
        count(*) AS named_count,
        array_to_string(list(listed_name ORDER BY t.row_at)[:3], '; ') || CASE WHEN count(*) > 3 THEN ' and ' || (count(*) - 3) || ' more' ELSE '' END AS examples
    FROM retaliation_targets AS t
    GROUP BY measure_id
),
-- Exact where both days are known, else the range that they allow; an answer does not precede its trigger (a rule sees to it).
lags AS (
    SELECT
        t.trigger_id,
        CASE WHEN length(t.trigger_date) = 10 AND length(m.announced_date) = 10 THEN m.announced_date_latest - t.trigger_date_earliest END AS lag_days,
        m.announced_date_latest - t.trigger_date_earliest AS lag_max_days,
        -- `greatest` passes over NULL: without both dates there is no smallest answer either.
        greatest(m.announced_date_earliest - t.trigger_date_latest, CASE WHEN lag_days IS NULL AND lag_max_days IS NOT NULL THEN 0 END) AS lag_min_days
    FROM retaliation_triggers AS t JOIN retaliatory_measures AS m USING (measure_id)
),
-- An act goes by the name that the title of its bill has among people, also when it is a part of a law.
popular_laws AS (
    SELECT law_id, min(title) AS title
    FROM popular_names JOIN bills USING (bill_id)
    GROUP BY law_id
),
acts AS (
    SELECT l.law_id, coalesce(own.title, whole.title, l.title) AS act
    FROM laws AS l
    LEFT JOIN popular_laws AS own USING (law_id)
    LEFT JOIN popular_laws AS whole ON whole.law_id = l.part_of_law_id
),
answered AS (
    SELECT trigger_id, coalesce(t.law_id, b.law_id, p.law_id) AS law_id
    FROM retaliation_triggers AS t
    LEFT JOIN bills AS b USING (bill_id)
    LEFT JOIN designation_rounds AS r USING (round_id)
    LEFT JOIN programs AS p USING (program_id)
)
SELECT
    m.measure_id,
    t.trigger_id,
    m.announced_date AS answered_date,
    state.name AS "by",
    against.against,
    m.title AS what,
    t.description AS answers_to,
    acts.act,
    t.trigger_date,
    lags.lag_days, lags.lag_min_days, lags.lag_max_days,
    t.certainty,
    m.relation,
    coalesce(named.named_count, 0) AS named_count,
    named.examples,
    source.title AS source_title,
    source.url AS source_url
FROM retaliation_triggers AS t
JOIN retaliatory_measures AS m USING (measure_id)
JOIN lags USING (trigger_id)
JOIN jurisdictions AS state ON state.jurisdiction_code = m.imposing_jurisdiction_code
JOIN sources AS source ON source.source_id = m.source_id
LEFT JOIN answered USING (trigger_id)
LEFT JOIN acts ON acts.law_id = answered.law_id
LEFT JOIN against USING (measure_id)
LEFT JOIN named USING (measure_id);
