-- How many persons does each state list today, under which programme?
SELECT listed_by, program, count(DISTINCT entity_id) AS persons
FROM 'listings.parquet'
WHERE is_listed AND entity_type = 'person'
GROUP BY ALL
ORDER BY persons DESC, program;

-- How many persons with a Russian nationality or another tie to Russia does each state list?
-- `nationality_codes` is what a list calls nationality; `country_codes` has every basis, which `country_basis` names.
SELECT
    listed_by,
    count(DISTINCT entity_id) FILTER (contains(nationality_codes, 'RU')) AS russian_by_nationality,
    count(DISTINCT entity_id) FILTER (contains(country_codes, 'RU')) AS russian_on_any_basis
FROM 'listings.parquet'
WHERE is_listed AND entity_type = 'person'
GROUP BY ALL
ORDER BY russian_on_any_basis DESC, listed_by;

-- Who stood on the lists on 2021-06-01? A day that is not known is replaced by the end of its bracket.
SELECT listed_by, count(DISTINCT entity_id) AS listed
FROM 'listings.parquet'
WHERE coalesce(listed_date, listed_by_date) <= DATE '2021-06-01'
    AND (coalesce(delisted_date, delisted_by_date) IS NULL OR coalesce(delisted_date, delisted_by_date) > DATE '2021-06-01')
GROUP BY ALL
ORDER BY listed DESC, listed_by;

-- Who left the Global Magnitsky list, and why?
SELECT name, date, earliest_date, latest_date, why
FROM 'listing_changes.parquet'
WHERE program_id = 'us-glomag' AND change = 'removed' AND entity_type = 'person'
ORDER BY coalesce(date, latest_date), name;

-- How did the parties vote on the Magnitsky Act of 2012?
SELECT chamber, party_code, position, count(*) AS members
FROM 'roll_calls.parquet'
WHERE act = 'Magnitsky Act of 2012' AND relevance = 'core'
GROUP BY ALL
ORDER BY ALL;

-- What became of the core bills of the US Congress?
SELECT outcome, count(*) AS bills
FROM 'bill_outcomes.parquet'
WHERE jurisdiction_code = 'US' AND relevance = 'core'
GROUP BY ALL
ORDER BY bills DESC, outcome;

-- How many days after the signature of the Magnitsky Act of 2012 did Russia answer, and how?
SELECT what, lag_days, certainty
FROM 'answers.parquet'
WHERE trigger_id IN (SELECT trigger_id FROM 'retaliation_triggers.parquet' WHERE law_id = 'us-pl-112-208-title-iv')
ORDER BY lag_days, what;

-- How many children were adopted from Russia, one figure a fiscal year?
SELECT fiscal_year, from_russia, series_code
FROM 'adoptions_by_year.parquet'
WHERE fiscal_year BETWEEN 2009 AND 2014
ORDER BY fiscal_year;

-- Who is called Бастрыкин, and on which lists?
SELECT DISTINCT l.name, l.listed_by, l.program, l.listed_date
FROM 'entity_names.parquet' AS n JOIN 'listings.parquet' AS l USING (entity_id)
WHERE coalesce(n.repaired_name, n.name) ILIKE '%бастрыкин%'
ORDER BY l.listed_date, l.program;

-- Where does the figure 365 to 43 come from?
SELECT v.vote_id, v.vote_date, v.yeas, v.nays, s.publisher, s.title, s.url
FROM 'votes.parquet' AS v JOIN 'sources.parquet' AS s USING (source_id)
WHERE v.vote_id = 'us-112-2012-h-608';
