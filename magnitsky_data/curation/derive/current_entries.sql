-- Which entries stand on their list today: those with an open spell.
UPDATE list_entries
SET is_current = entry_id IN (SELECT entry_id FROM designations WHERE status = 'listed' AND entry_id IS NOT NULL);
