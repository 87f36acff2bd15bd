"""Official files opened, each kind in one safe way, in memory: nothing is unpacked to disk, nothing in a file is run or fetched."""
