-- Each name of an entry once: where a list gives it in several parts of the record, the first part.
DELETE FROM list_names
WHERE row_at IN (
    SELECT row_at
    FROM list_names
    QUALIFY row_number() OVER (PARTITION BY entry_id, name ORDER BY part, row_at) > 1 -- parts sort as the contract has them
);

-- For convenience, the first birth date and country of the particulars of an entry.
UPDATE list_entries
SET birth_date = partial_of(date_earliest, date_latest)
FROM (
    SELECT entry_id, date_earliest, date_latest
    FROM list_particulars
    WHERE particular_type = 'birth_date' AND date_earliest IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY sequence) = 1
) AS births
WHERE births.entry_id = list_entries.entry_id AND entity_type = 'person';

UPDATE list_entries
SET country_code = stated.country_code
FROM (
    SELECT entry_id, p.country_code
    FROM list_particulars AS p JOIN list_entries AS e USING (entry_id)
    WHERE p.country_code IS NOT NULL
        AND p.particular_type IN ('nationality', 'citizenship', 'address', 'vessel_flag')
        AND (p.particular_type IN ('nationality', 'citizenship')) = (e.entity_type = 'person')
    QUALIFY row_number() OVER (
        PARTITION BY entry_id ORDER BY p.particular_type NOT IN ('nationality', 'address'), sequence
    ) = 1
) AS stated
WHERE stated.entry_id = list_entries.entry_id;
