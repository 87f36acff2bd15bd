-- Events, works and claims of the case.

-- rule claims_are_compared_or_explained on claims
-- A claim has a comparison with all that it needs, or the reason why the record cannot tell, never both.
WITH cells AS (
    SELECT row_at, comparison, unnest([
        {'column_name': 'record_table', 'cell': record_table, 'is_needed': true},
        {'column_name': 'record_row_id', 'cell': record_row_id, 'is_needed': true},
        {'column_name': 'record_column', 'cell': record_column, 'is_needed': true},
        {'column_name': 'claimed_value', 'cell': claimed_value, 'is_needed': true},
        {'column_name': 'record_row_id_2', 'cell': record_row_id_2, 'is_needed': false},
        {'column_name': 'record_as_of_date', 'cell': record_as_of_date, 'is_needed': false}
    ], recursive := true)
    FROM claims
)
SELECT row_at, 'comparison', format(
    'comparison and not_checkable_reason are {}; expected one of them', CASE WHEN comparison IS NULL THEN 'both empty' ELSE 'both filled' END
)
FROM claims
WHERE (comparison IS NULL) = (not_checkable_reason IS NULL)
UNION ALL
SELECT row_at, column_name, format('empty, but comparison {} needs it', quoted(comparison))
FROM cells
WHERE comparison IS NOT NULL AND is_needed AND cell IS NULL
UNION ALL
SELECT row_at, column_name, format('{}, but nothing is compared; take it away', quoted(cell))
FROM cells
WHERE comparison IS NULL AND cell IS NOT NULL;
