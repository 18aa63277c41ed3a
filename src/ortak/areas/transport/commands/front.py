"""All efficient paths in a graph that the user brings."""

import json
from typing import TYPE_CHECKING

import click

from ortak.areas.transport.commands.group import cli
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.areas.transport.edges import Edges
    from ortak.engines.transport.paths import Front


@cli.command()
@click.argument("edges", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="EDGES.csv")
@click.option("--from", "source", required=True, metavar="A", help="Where the paths begin: a name in tail or head.")
@click.option("--to", "target", required=True, metavar="B", help="Where they end.")
@click.option("--within", "epsilon", type=click.FloatRange(0, 1), default=0.0, metavar="E",
              help="A smaller front: for each efficient vector one of at most 1 + E times it. 0: exact.")  # fmt: skip
@AS_JSON
def front(edges: str, source: str, target: str, epsilon: float, as_json: bool) -> None:
    """Find all efficient paths from A to B over every criterion of a graph.

    EDGES.csv (UTF-8; - reads standard input) has the columns tail, head and one column for each criterion, of any name,
    with numbers that are not negative. Each line is an arc from tail to head. What comes out is every cost vector that
    no path betters, in the order of the columns, sorted, with one path each. No path: an empty front and exit 1.

    \b
    Examples:
      ortak transport front edges.csv --from A --to B
      ortak transport front edges.csv --from A --to B --within 0.01 --json
    """
    from ortak.areas.transport.edges import read_edges
    from ortak.engines.transport.paths import Graph, PathError, efficient_paths

    with click.open_file(edges, "rb") as file:
        table = read_edges(file, edges)
    ends = table.number_of(source), table.number_of(target)
    try:
        graph = Graph.of(table.tail, table.head, table.cost, len(table.names))
        found = efficient_paths(graph, *ends, epsilon=epsilon)
    except PathError as error:
        raise Refused(str(error)) from None
    if as_json or len(found):
        click.echo(_as_json(found, table) if as_json else _as_text(found, table))
    if not len(found):
        click.echo(table.gap(source, target), err=as_json)
        click.get_current_context().exit(1)


def _as_json(found: "Front", table: "Edges") -> str:
    costs = found.costs.tolist()
    rows = [
        {"cost": cost, "path": [table.names[node] for node in found.path(number)]} for number, cost in enumerate(costs)
    ]
    return json.dumps({"front": rows}, ensure_ascii=False)


def _as_text(found: "Front", table: "Edges") -> str:
    rows = [
        "\t".join((*(f"{value:.10g}" for value in cost), " > ".join(table.names[node] for node in found.path(number))))
        for number, cost in enumerate(found.costs.tolist())
    ]
    return "\n".join(("\t".join((*table.criteria, "path")), *rows))
