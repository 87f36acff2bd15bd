-- How many persons and bodies did each state newly name in which year? One row a year and state, from its first on.
INSERT INTO listings_by_year BY NAME
WITH named AS (
    SELECT
        jurisdiction_code AS listed_by_code,
        CAST(year(coalesce(listed_date, listed_by_date)) AS BIGINT) AS year,
        designation_id,
        entity_id,
        entity_type
    FROM designations JOIN programs USING (program_id)
),
years AS (
    SELECT listed_by_code, unnest(range(min(year), year(release_date()) + 1)) AS year
    FROM named
    WHERE year IS NOT NULL
    GROUP BY listed_by_code
)
SELECT
    year,
    state.name AS listed_by,
    listed_by_code,
    count(DISTINCT entity_id) FILTER (entity_type = 'person') AS persons,
    count(DISTINCT entity_id) FILTER (entity_type = 'organization') AS organizations,
    count(DISTINCT entity_id) FILTER (entity_type IN ('vessel', 'aircraft')) AS vessels,
    count(designation_id) AS designations
FROM years
JOIN jurisdictions AS state ON state.jurisdiction_code = listed_by_code
LEFT JOIN named USING (listed_by_code, year)
GROUP BY ALL;
