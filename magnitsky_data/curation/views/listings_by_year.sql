-- How many persons and bodies did each state newly name in which year? One row a year and state, from its first on.
INSERT INTO listings_by_year BY NAME
WITH years AS (
    SELECT jurisdiction_code, years_from(min(year)) AS year
    FROM namings
    GROUP BY jurisdiction_code
)
SELECT
    year,
    state.name AS listed_by,
    jurisdiction_code AS listed_by_code,
    count(DISTINCT entity_id) FILTER (entity_type = 'person') AS persons,
    count(DISTINCT entity_id) FILTER (entity_type = 'organization') AS organizations,
    count(DISTINCT entity_id) FILTER (entity_type IN ('vessel', 'aircraft')) AS vessels,
    count(designation_id) AS designations
FROM years
JOIN jurisdictions AS state USING (jurisdiction_code)
LEFT JOIN namings USING (jurisdiction_code, year)
GROUP BY ALL;
