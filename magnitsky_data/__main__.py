"""``python -m magnitsky_data`` is the command ``magnitsky-data``."""

from magnitsky_data.cli import main

main(prog_name="magnitsky-data")
