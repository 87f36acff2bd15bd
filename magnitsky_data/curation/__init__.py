"""From raw/ to a published release: read, assemble, derive, check, publish."""
