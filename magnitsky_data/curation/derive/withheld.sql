-- What raw/ holds of natural persons and no release does. Run by publish alone, after all that may rest on it.

-- Papers, telephone and mail are left out; of an address stay the country and the place.
DELETE FROM list_particulars
WHERE is_private(particular_type) AND entry_id IN (SELECT entry_id FROM list_entries WHERE entity_type = 'person');

UPDATE list_particulars
SET value = coalesce(place_of(value), country_code)
WHERE particular_type = 'address' AND entry_id IN (SELECT entry_id FROM list_entries WHERE entity_type = 'person');

DELETE FROM list_particulars WHERE value IS NULL;

-- Of a person who is on no list any more: names, kind, countries, year of birth, days and reasons of listing.
CREATE TEMP TABLE off_lists AS SELECT entry_id, entity_id FROM persons_off_lists() LEFT JOIN entity_links USING (entity_id);

DELETE FROM list_particulars
WHERE entry_id IN (SELECT entry_id FROM off_lists)
    AND particular_type NOT IN (
        'nationality', 'citizenship', 'additional_sanctions', 'secondary_sanctions', 'legal_basis', 'listing_information',
        'reissued_number', 'group_id', 'other_reference'
    );

UPDATE entities
SET birth_date = substr(birth_date, 1, 4),
    birth_date_precision = date_precision(substr(birth_date, 1, 4)),
    birth_date_earliest = earliest(substr(birth_date, 1, 4)),
    birth_date_latest = latest(substr(birth_date, 1, 4)),
    death_date = NULL, death_date_precision = NULL, death_date_earliest = NULL, death_date_latest = NULL,
    description = NULL,
    wikidata_id = NULL
WHERE entity_id IN (SELECT entity_id FROM off_lists);

UPDATE list_entries
SET birth_date = substr(birth_date, 1, 4),
    birth_date_precision = date_precision(substr(birth_date, 1, 4)),
    birth_date_earliest = earliest(substr(birth_date, 1, 4)),
    birth_date_latest = latest(substr(birth_date, 1, 4))
WHERE entry_id IN (SELECT entry_id FROM off_lists);

UPDATE listings
SET birth_date = substr(birth_date, 1, 4),
    birth_date_precision = date_precision(substr(birth_date, 1, 4)),
    birth_date_earliest = earliest(substr(birth_date, 1, 4)),
    birth_date_latest = latest(substr(birth_date, 1, 4))
WHERE entity_id IN (SELECT entity_id FROM off_lists);

UPDATE link_decisions
SET evidence = year_alone(evidence), reason = year_alone(reason)
WHERE left_id IN (SELECT entry_id FROM off_lists) OR right_id IN (SELECT entry_id FROM off_lists);

UPDATE link_benchmark
SET evidence = year_alone(evidence)
WHERE left_entry_id IN (SELECT entry_id FROM off_lists) OR right_entry_id IN (SELECT entry_id FROM off_lists);

DELETE FROM citations
WHERE column_name IN ('birth_date', 'death_date', 'description', 'wikidata_id')
    AND (
        table_name = 'entities' AND row_id IN (SELECT entity_id FROM off_lists)
        OR table_name = 'list_entries' AND row_id IN (SELECT entry_id FROM off_lists)
    );

DROP TABLE off_lists;
