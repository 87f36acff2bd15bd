-- How many persons and bodies did each list newly name in which year? One row a year and programme, from its first on.
INSERT INTO listings_by_program BY NAME
WITH years AS (
    SELECT program_id, years_from(min(year)) AS year
    FROM namings
    GROUP BY program_id
)
SELECT
    year,
    p.name AS program,
    program_id,
    state.name AS listed_by,
    p.coverage AS program_coverage,
    count(DISTINCT entity_id) FILTER (entity_type = 'person') AS persons,
    count(DISTINCT entity_id) FILTER (entity_type = 'organization') AS organizations,
    count(DISTINCT entity_id) FILTER (entity_type IN ('vessel', 'aircraft')) AS vessels
FROM years
JOIN programs AS p USING (program_id)
JOIN jurisdictions AS state ON state.jurisdiction_code = p.jurisdiction_code
LEFT JOIN namings USING (program_id, year)
GROUP BY ALL;
