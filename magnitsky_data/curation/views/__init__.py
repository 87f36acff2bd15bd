"""The ready shelf: one SQL file a view, found by its name; each fills the table of that name in the contract."""
