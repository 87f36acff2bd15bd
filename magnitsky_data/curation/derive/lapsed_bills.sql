-- Which US bills lapsed: their Congress ended (Twentieth Amendment, section 1) before they were finished.
UPDATE bills
SET is_lapsed =
    status NOT IN ('enacted', 'adopted', 'rejected', 'withdrawn')
    AND make_date(1789 + 2 * CAST(session AS INTEGER), 1, 3) <= release_date()
WHERE jurisdiction_code = 'US' AND TRY_CAST(session AS INTEGER) IS NOT NULL;
