-- How many persons and bodies of which country does each state list? One row a state that lists and a country.
INSERT INTO listings_by_country BY NAME
WITH listed AS (
    SELECT jurisdiction_code AS listed_by_code, entity_id, any_value(entity_type) AS entity_type, bool_or(status = 'listed') AS is_listed
    FROM designations JOIN programs USING (program_id)
    GROUP BY ALL
),
told AS (
    SELECT entity_id, country_code, bool_or(basis IN ('nationality', 'citizenship')) AS is_national
    FROM entity_countries
    GROUP BY ALL
)
SELECT
    state.name AS listed_by,
    listed_by_code,
    country.name AS country,
    country_code,
    count(*) FILTER (entity_type = 'person' AND is_listed AND is_national) AS nationals,
    count(*) FILTER (entity_type = 'person' AND is_national) AS nationals_ever,
    count(*) FILTER (entity_type = 'person' AND is_listed) AS persons,
    count(*) FILTER (entity_type = 'organization' AND is_listed) AS organizations,
    count(*) FILTER (entity_type IN ('vessel', 'aircraft') AND is_listed) AS vessels
FROM listed
JOIN told USING (entity_id)
JOIN jurisdictions AS state ON state.jurisdiction_code = listed_by_code
JOIN jurisdictions AS country ON country.jurisdiction_code = country_code
GROUP BY ALL;
