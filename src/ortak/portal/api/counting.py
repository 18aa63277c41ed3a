"""How many figures there are of each indicator. A count reads every row, so it is made once for each state of the data
and kept in memory: pages of a long list are as fast at its end as at its beginning, and as fast with a million rows
as with a few."""

from functools import lru_cache

from django.db.models import Count

from ortak.mechanisms.actors.viewers import Viewer, class_key, state_of, visible_to
from ortak.mechanisms.indicators.models import Indicator, Milestone, Observation
from ortak.vision.catalogue import Wanted, figures_of

KEPT = 256


def state_for(viewer: Viewer) -> str:
    """A name of what is stored for this class of viewers, at this moment, in this database: the newest rows tell one
    database from another that has recorded as often. It changes more often than an answer does, and never appears in
    one."""
    audiences = visible_to(viewer)
    newest = [model.objects.order_by("-id").values_list("id", flat=True).first() for model in (Observation, Milestone)]
    return "|".join([class_key(audiences), state_of(audiences), *map(str, newest)])


def figures_by_indicator(wanted: Wanted, viewer: Viewer) -> tuple[tuple[str, int], ...]:
    """The indicators that have figures, by code, each with how many."""
    return _counted(state_for(viewer), wanted, viewer)


@lru_cache(maxsize=KEPT)
def _counted(state: str, wanted: Wanted, viewer: Viewer) -> tuple[tuple[str, int], ...]:
    counted = figures_of(wanted, viewer).order_by("indicator").values_list("indicator").annotate(rows=Count("id"))
    rows = dict(counted)
    # the database orders the codes, as it orders the list: collations differ
    codes = Indicator.objects.order_by("code").values_list("id", "code")
    return tuple((code, rows[identity]) for identity, code in codes if identity in rows)
