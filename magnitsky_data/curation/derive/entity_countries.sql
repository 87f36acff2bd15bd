-- Every country that an entry of the entity gives, by what makes it the entity's: where several lists give the same,
-- the most senior one stands for them. A birth place or an address is no nationality.
INSERT INTO entity_countries BY NAME
WITH stated AS (
    SELECT
        entity_id, p.country_code, list_id, seniority, main_files.source_id, entry_id, sequence,
        CASE particular_type
            WHEN 'nationality' THEN 'nationality'
            WHEN 'citizenship' THEN 'citizenship'
            WHEN 'birth_place' THEN 'birth_place'
            WHEN 'address' THEN 'address'
            WHEN 'registration_number' THEN 'registration'
            WHEN 'vessel_flag' THEN 'flag'
        END AS basis
    FROM list_particulars AS p
    JOIN list_entries USING (entry_id)
    JOIN entity_links USING (entry_id)
    JOIN lists USING (list_id)
    JOIN list_entry_parts USING (entry_id, part)
    JOIN main_files USING (snapshot_id)
)
SELECT entity_id, country_code, basis, list_id, source_id
FROM stated
WHERE country_code IS NOT NULL AND basis IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY entity_id, country_code, basis ORDER BY seniority NULLS LAST, entry_id, sequence) = 1;
