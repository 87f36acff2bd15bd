-- How many persons and bodies did each state newly name in which year? One row a year and state.
INSERT INTO listings_by_year BY NAME
WITH named AS (
    SELECT
        jurisdiction_code AS listed_by_code,
        CAST(year(coalesce(listed_date, listed_by_date)) AS BIGINT) AS year,
        entity_id,
        entity_type
    FROM designations JOIN programs USING (program_id)
)
SELECT
    year,
    state.name AS listed_by,
    listed_by_code,
    count(DISTINCT entity_id) FILTER (entity_type = 'person') AS persons,
    count(DISTINCT entity_id) FILTER (entity_type = 'organization') AS organizations,
    count(DISTINCT entity_id) FILTER (entity_type IN ('vessel', 'aircraft')) AS vessels,
    count(*) AS designations
FROM named JOIN jurisdictions AS state ON state.jurisdiction_code = listed_by_code
WHERE year IS NOT NULL
GROUP BY ALL;
