-- How many children came from Russia in which year? One row a fiscal year, one figure each, series never added.
-- The first series that has the year, in the order of the contract: visas issued to orphans, the State Department's
-- reports, the classes IR-3 and IR-4 as a third site quotes them.
INSERT INTO adoptions_by_year BY NAME
WITH first_for_russia AS (
    SELECT * FROM adoptions WHERE from_russia IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY fiscal_year ORDER BY series_code) = 1
),
first_for_world AS (
    SELECT * FROM adoptions WHERE world_total IS NOT NULL
    -- Of the series that gives the figure for Russia, where it gives both.
    QUALIFY row_number() OVER (PARTITION BY fiscal_year ORDER BY from_russia IS NULL, series_code) = 1
),
years AS (
    SELECT unnest(range(min(fiscal_year), max(fiscal_year) + 1)) AS fiscal_year FROM adoptions
),
-- A fiscal year ends on 30 September.
bans AS (
    SELECT
        year(announced_date_earliest) + CAST(month(announced_date_earliest) >= 10 AS INTEGER) AS fiscal_year,
        string_agg('Ban signed on ' || announced_date, '; ' ORDER BY announced_date) AS told
    FROM retaliatory_measures
    WHERE measure_type = 'adoption_ban' AND target_jurisdiction_code = 'US' AND length(announced_date) = 10
    GROUP BY ALL
)
SELECT
    y.fiscal_year,
    r.from_russia,
    w.world_total,
    r.series_code,
    w.series_code AS world_series_code,
    coalesce(r.is_derived, false) AS is_derived,
    r.from_russia IS NULL AS is_gap,
    nullif(concat_ws('; ', bans.told, coalesce(r.note, w.note)), '') AS note,
    coalesce(r.adoption_id, w.adoption_id) AS adoption_id,
    source.url AS source_url
FROM years AS y
LEFT JOIN first_for_russia AS r USING (fiscal_year)
LEFT JOIN first_for_world AS w USING (fiscal_year)
LEFT JOIN bans USING (fiscal_year)
LEFT JOIN sources AS source ON source.source_id = coalesce(r.source_id, w.source_id);
