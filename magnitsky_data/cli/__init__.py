"""The command ``magnitsky-data``: the library's words for users, and the verbs of maintainers.

Exit codes: 0 clean, 1 problems found, 2 wrong usage.
"""

import sys
from typing import Any

import click

from magnitsky_data import release
from magnitsky_data.cli import maintaining, reading, taking
from magnitsky_data.errors import MagnitskyDataError


class Commands(click.Group):
    """Click group that turns the package's errors into a message and an exit code, and lists commands as written."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; an error of the package ends with its message on standard error."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a code page that lacks a letter shows ? in its place
                stream.reconfigure(errors="replace")
        try:
            return super().main(*args, **extra)
        except MagnitskyDataError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(error.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order of definition: users first, maintainers after."""
        return list(self.commands)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"magnitsky-data {release.version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Version of the dataset."
)
def main() -> None:
    """Read, export and maintain the reference dataset on the Magnitsky laws."""


for command in (*reading.COMMANDS, *taking.COMMANDS, *maintaining.COMMANDS):
    main.add_command(command)
