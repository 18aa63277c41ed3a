"""Search over the register, the indicators and the acts: every word must be there, in any language of the titles.
What crosses languages stands beside it (`across`)."""

from dataclasses import dataclass
from typing import Any

from ortak.mechanisms.actors.viewers import Viewer
from ortak.mechanisms.contract.translations import titles_of
from ortak.mechanisms.indicators.models import Indicator, Milestone
from ortak.mechanisms.presentation.folding import holds
from ortak.vision.catalogue import Wanted, acts_of
from ortak.vision.models import Commitment
from ortak.vision.provenance import milestone_dict

MOST = 50


@dataclass(frozen=True)
class Found:
    commitments: list[Commitment]
    indicators: list[Indicator]
    acts: list[dict[str, Any]]
    more_acts: int

    @property
    def total(self) -> int:
        return len(self.commitments) + len(self.indicators) + len(self.acts) + self.more_acts


def find(asked: str, viewer: Viewer) -> Found:
    """What holds every word asked for."""
    commitments = [row for row in Commitment.objects.all() if holds(asked, row.code, *row.titles.values())]
    indicators = [row for row in Indicator.objects.order_by("code") if holds(asked, row.code, *row.titles.values())]
    matching = [
        identity
        for identity, titles in acts_of(Wanted(), viewer).values_list("id", "titles")
        if holds(asked, *titles.values(), *titles_of(titles["en"]).values())
    ]
    rows = Milestone.objects.filter(id__in=matching[:MOST]).select_related(
        "source", "second_source", "agreement", "owner"
    )
    acts = [milestone_dict(row) for row in rows.prefetch_related("binds", "marks").order_by("-first_day")]
    return Found(commitments[:MOST], indicators[:MOST], acts, max(0, len(matching) - MOST))
