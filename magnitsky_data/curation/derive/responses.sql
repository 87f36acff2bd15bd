-- Each trigger beside its measure, and the days from the one to the other: exact where both are known to the day,
-- and the range that they allow. An answer does not precede its trigger (a rule sees to it), so the least is not below 0.
INSERT INTO responses BY NAME
WITH pairs AS (
    SELECT
        t.measure_id, t.trigger_id, t.trigger_date, m.initiated_date, m.announced_date, t.certainty,
        m.announced_date_earliest - t.trigger_date_latest AS least,
        m.announced_date_latest - t.trigger_date_earliest AS most,
        length(t.trigger_date) = 10 AND length(m.announced_date) = 10 AS is_exact
    FROM retaliation_triggers AS t JOIN retaliatory_measures AS m USING (measure_id)
)
SELECT
    * EXCLUDE (least, most, is_exact),
    CASE WHEN is_exact THEN most END AS lag_days,
    CASE WHEN is_exact OR least > 0 THEN least WHEN least <= 0 THEN 0 END AS lag_min_days,
    most AS lag_max_days
FROM pairs;
