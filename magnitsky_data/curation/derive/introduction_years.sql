-- The year of introduction, which is known also where the day or month is not.
UPDATE bills SET introduced_year = CAST(left(introduced_date, 4) AS INTEGER);
