-- The designations with names in place of ids, for spreadsheets.
INSERT INTO designations_flat BY NAME
WITH aliases AS (
    SELECT entry_id, string_agg(DISTINCT name, '; ' ORDER BY name) AS aliases
    FROM list_names
    WHERE name_type <> 'primary'
    GROUP BY entry_id
)
SELECT
    d.designation_id, d.entity_type, d.listed_date, d.listed_after_date, d.listed_by_date, d.delisted_date, d.status,
    coalesce(entity.name, d.listed_name) AS entity_name, a.aliases, entry.birth_date AS born, entry.country_code,
    p.name AS program_name, p.authority, law.title AS law_title, s.title AS source_title, s.url AS source_url
FROM designations AS d
JOIN programs AS p USING (program_id)
LEFT JOIN entities AS entity USING (entity_id)
LEFT JOIN list_entries AS entry USING (entry_id)
LEFT JOIN aliases AS a USING (entry_id)
LEFT JOIN laws AS law ON law.law_id = d.law_id
LEFT JOIN sources AS s ON s.source_id = d.listed_source_id;
