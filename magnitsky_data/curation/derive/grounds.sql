-- The ground of a programme that has one alone is the ground of its designations.
INSERT INTO designation_grounds BY NAME
SELECT designation_id, p.ground, 'programme' AS basis, p.source_id, p.source_locator, p.confidence
FROM designations JOIN programs AS p USING (program_id)
WHERE p.ground IS NOT NULL;
