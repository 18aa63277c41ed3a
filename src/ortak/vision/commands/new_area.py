"""Make the room of a new area: all the furniture, with tests that pass and real, small content to replace."""

from pathlib import Path

import click


@click.command("new-area")
@click.argument("name")
@click.option("--prefix", required=True, help="Three capital letters, e.g. SPA.")
@click.option("--title", help="How people call it; else the name with a capital letter.")
@click.option(
    "--into", type=click.Path(path_type=Path), help="Where the areas lie; else this checkout's src/ortak/areas."
)
def new_area(name: str, prefix: str, title: str | None, into: Path | None) -> None:
    """Make the room of a new area, with its own tests.

    \b
    Example:
      ortak new-area space --prefix SPA --title "Space"
    """
    from ortak.vision.scaffold import make_area

    for path in make_area(name, prefix, title or name.replace("_", " ").capitalize(), into):
        click.echo(path)
