-- The country that an editor wrote for an entity, before members and list entries become entities too.
INSERT INTO entity_countries BY NAME
SELECT entity_id, country_code, 'editors' AS basis, source_id
FROM entities
WHERE country_code IS NOT NULL;
