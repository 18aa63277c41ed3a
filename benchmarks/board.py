"""The board: ours and a plain page on Django's ORM that joins the same tables, in the same run.

python benchmarks/board.py [--observations N] [--rounds N]

123 directives by 6 columns over 300 indicators and N observations (100,000 unless told), a viewer with an audience
of his own, page caches off, random filters and sorts. First both pages are checked to give the same statuses. Then
they answer by turns. Printed: p50 and p95 of a page, its queries and size, the ratio of the medians, and the times
of what happens when evidence comes in. The data are synthetic (`_board_data.py`, seed there)."""

import argparse
import gzip
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

import _board_data as data  # noqa: E402  # the sources of this checkout, installed or not

WARM_UP = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--observations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60, help="pages of ours; the peer answers a tenth as often")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        print(f"filling {given.observations:,} observations", file=sys.stderr)
        prepare(home, given.observations)
        measure(given.observations, given.rounds)


def prepare(home: str, observations: int) -> None:
    """A database of its own in a folder that is thrown away."""
    os.environ |= {"ORTAK_HOME": home, "DJANGO_SETTINGS_MODULE": "ortak.portal.settings", "DATABASE_URL": ""}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    data.fill(observations)


def measure(observations: int, rounds: int) -> None:
    from ortak.mechanisms.actors.viewers import visible_to

    viewer = data.a_viewer()
    nothing = timed(lambda: rebuild_all(viewer))
    check_equal(viewer)
    ours, queries, size, packed = pages(viewer, rounds)
    peer = [timed(lambda: plain_page(visible_to(viewer))) for _ in range(max(3, rounds // 10))]
    rows = [
        ("board page, p50", statistics.median(ours)),
        ("board page, p95", percentile(ours, 95)),
        ("plain ORM page, median", statistics.median(peer)),
        ("all statuses from nothing", nothing),
        ("statuses after one new observation, median", statistics.median(after_one(12))),
        ("board as known on a day", timed(lambda: known_on(viewer))),
    ]
    print(f"\n{observations:,} observations, {rounds} pages; seconds")
    for name, seconds in rows:
        print(f"| {name} | {seconds * 1000:,.1f} ms |")
    print(f"| queries of a page, most | {queries} |")
    print(f"| HTML, most | {size / 1000:,.0f} KB, {packed / 1000:,.1f} KB compressed |")
    print(f"| ratio of the medians, peer over ours | {statistics.median(peer) / statistics.median(ours):,.1f} |")


def timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def rebuild_all(viewer: Any) -> None:
    from ortak.mechanisms.actors.viewers import visible_to
    from ortak.vision.models import Standing
    from ortak.vision.standing import rebuild

    Standing.objects.all().delete()
    rebuild(visible_to(viewer), today=data.TODAY)


def addresses() -> Iterator[str]:
    """Random filters and sorts, by the seed."""
    random_ = random.Random(2040)
    areas = ["", "", "", "transport", "economy", "energy"]
    while True:
        parts = [f"order={random_.choice(['vision', 'status', 'known', 'grade'])}", f"area={random_.choice(areas)}"]
        parts += [f"actor={random_.choice(['ORG', *data.MEMBERS])}", f"down={random_.choice(['', '1'])}"]
        parts += [f"q={random_.choice(['', '', 'co', 'support'])}"]
        yield "/en/board/?" + "&".join(parts)


def pages(viewer: Any, rounds: int) -> tuple[list[float], int, int, int]:
    """Times of our page through the whole stack but the server, the most queries, the largest HTML, plain and
    packed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from ortak.mechanisms.presentation import conditional
    from ortak.vision.views import board as view

    conditional.viewer_of = view.viewer_of = lambda request: viewer  # who is signed in, until sign-in comes
    client, chosen = Client(headers={"host": "localhost"}), addresses()
    for _ in range(WARM_UP):
        client.get(next(chosen))
    times, most, largest = [], 0, b""
    for _ in range(rounds):
        address = next(chosen)
        start = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - start)
        assert answer.status_code == 200, address
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        most = max(most, len(captured))
        largest = max(largest, answer.content, key=len)
    whole = client.get("/en/board/").content
    return times, most, len(max(largest, whole, key=len)), len(gzip.compress(whole))


def plain_page(audiences: tuple[int, ...]) -> str:
    """What one writes first: objects with their relations, statuses worked out for the page, a template that loops."""
    from jinja2 import Template

    rows = plain_statuses(audiences)
    return Template(
        "<table>{% for code, cells in rows.items() %}<tr><td>{{ code }}</td>"
        "{% for actor, word in cells.items() %}<td>{{ actor }} {{ word }}</td>{% endfor %}</tr>{% endfor %}</table>"
    ).render(rows=rows)


def plain_statuses(audiences: tuple[int, ...]) -> dict[str, dict[str, str]]:
    """Every status from objects with their relations, item by item; the rules are the same."""
    from ortak.engines.progress import column, status
    from ortak.mechanisms.indicators.models import Indicator
    from ortak.vision.evidence import Basis
    from ortak.vision.models import Commitment
    from ortak.vision.standing import things_of

    found: dict[str, dict[str, str]] = {}
    for directive in Commitment.objects.filter(kind="directive").select_related("section").prefetch_related("items"):
        basis = Basis()
        for item in directive.items.all():
            basis.items[directive.code].append(item)
            if item.kind == "act":
                basis.links[item.item] = plain_links(item, audiences)
            elif about := Indicator.objects.filter(code=item.indicator, category="evidence", modelled=False).values():
                basis.indicators[item.indicator] = dict(about[0])
                basis.series |= plain_points(item.indicator, audiences)
        things = things_of(basis, directive.code, data.MEMBERS)
        found[directive.code] = {actor: status(column(things, actor)).word for actor in ("ORG", *data.MEMBERS)}
    return found


def plain_links(item: Any, audiences: tuple[int, ...]) -> list[Any]:
    from ortak.engines.progress import Link
    from ortak.mechanisms.indicators.models import Milestone
    from ortak.vision.evidence import _counts_for

    acts = Milestone.objects.filter(
        marks__item=item.item, audience__in=audiences, successor__isnull=True, withdrawn=False, modelled=False
    )
    links = []
    for act in acts.select_related("source", "second_source", "owner").prefetch_related("binds", "marks").distinct():
        bound = {each.actor for each in act.binds.all()}
        stage = next(mark.stage for mark in act.marks.all() if mark.item == item.item)
        for actor in _counts_for(item.by, bound, set(data.MEMBERS)):
            links.append(Link(item.item, actor, stage, act.first_day, plain_grade(act)))
    return links


def plain_points(indicator: str, audiences: tuple[int, ...]) -> dict[tuple[str, str], list[Any]]:
    from ortak.engines.progress import GRADES
    from ortak.mechanisms.indicators.models import Observation
    from ortak.vision.evidence import Point

    rows = Observation.objects.filter(
        indicator__code=indicator,
        counterpart_area="",
        audience__in=audiences,
        successor__isnull=True,
        withdrawn=False,
        modelled=False,
        first_day__year__gte=2015,
    ).select_related("indicator", "source", "second_source", "owner", "audience")
    best: dict[str, dict[Any, Any]] = {}
    for row in rows.order_by("recorded_at", "id"):
        grade = plain_grade(row)
        rank = ((row.last_day - row.first_day).days, GRADES.index(grade))
        held = best.setdefault(row.ref_area, {}).get(row.first_day)
        if held is None or rank >= held[0]:
            day = row.first_day
            year = day.year + (day.month - 1) / 12 + (day.day - 1) / 365.25
            best[row.ref_area][day] = rank, Point(year, row.obs_value, grade, row.time_period)
    return {(indicator, area): [points[day][1] for day in sorted(points)] for area, points in best.items()}


def plain_grade(row: Any) -> Any:
    from ortak.engines.progress import Source, grade_of

    second = row.second_source
    other = Source(second.who, row.how, second.form, second.publisher) if second else None
    return grade_of(Source(row.source.who, row.how, row.source.form, row.source.publisher), other)


def check_equal(viewer: Any) -> None:
    """Both pages must say the same, or the times mean nothing."""
    from ortak.mechanisms.actors.viewers import visible_to
    from ortak.vision.board import board

    shown = board(viewer, today=data.TODAY)
    ours = {row.code: {actor: cell.status for actor, cell in row.columns.items()} for row in shown.directives}
    theirs = plain_statuses(visible_to(viewer))
    wrong = [(code, ours[code], theirs[code]) for code in ours if ours[code] != theirs[code]]
    if wrong:
        sys.exit(f"the two pages differ on {len(wrong)} directives, first {wrong[0]}")
    print(f"equal statuses on {len(ours)} directives x 6 columns", file=sys.stderr)


def after_one(times: int) -> list[float]:
    """Record one figure of a member for an indicator that an item names, with the statuses that it touches."""
    from ortak.mechanisms.indicators.models import Indicator
    from ortak.mechanisms.indicators.new_evidence import NewObservation, NewSource
    from ortak.mechanisms.indicators.recording import record_observations
    from ortak.vision.models import EvidenceItem

    source = NewSource("intergovernmental", "dataset", "Synthetic series", "Benchmark")
    free = Indicator.objects.filter(category="evidence", ceiling=None).values_list("code", flat=True)
    items = EvidenceItem.objects.filter(indicator__in=list(free), by="members").order_by("item")
    codes = list(dict.fromkeys(items.values_list("indicator", flat=True)))[:times]
    seconds = []
    for number, code in enumerate(codes):
        row = NewObservation(code, "KZ", "2025", 50.0 + number / 10, source, "statistic", place="benchmark")
        seconds.append(timed(lambda row=row: record_observations([row], dataset="bench", today=data.TODAY)))
    return seconds


def known_on(viewer: Any) -> None:
    from ortak.vision.board import board

    board(viewer, today=data.TODAY, known_on=datetime.now(UTC))


if __name__ == "__main__":
    main()
