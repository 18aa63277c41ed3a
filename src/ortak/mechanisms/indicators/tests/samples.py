"""Evidence made up for tests, with everything that is not looked at filled in."""

from datetime import date
from typing import Any

from ortak.mechanisms.indicators.models import Indicator
from ortak.mechanisms.indicators.recording import NewMilestone, NewObservation, NewSource

TODAY = date(2026, 11, 24)
MINISTRY = NewSource("state", "document", "Transport in figures", "Ministry of Transport of Kazakhstan", "2025")
UNITED_NATIONS = NewSource(
    "intergovernmental", "dataset", "Trade database", "United Nations", "2025", "https://un.org/trade"
)
PRESS = NewSource("press", "news", "A road is opened", "News agency", "2025-03-01")


def define(code: str = "test.hours", **fields: Any) -> Indicator:
    """An indicator that counts as evidence."""
    defaults = {
        "titles": {"en": "Hours at a border"},
        "unit_measure": "h",
        "better": "lower",
        "category": "evidence",
        "nature": "level",
    }
    return Indicator.objects.create(code=code, **(defaults | fields))


def figure(value: float = 5.0, period: str = "2023", area: str = "KZ", **fields: Any) -> NewObservation:
    """A figure of Kazakhstan's ministry."""
    defaults: dict[str, Any] = {
        "indicator": "test.hours",
        "source": MINISTRY,
        "how": "statistic",
        "place": "figures.csv, line 2",
    }
    return NewObservation(time_period=period, obs_value=value, ref_area=area, **(defaults | fields))


def act(key: str = "road-2023", *marks: tuple[str, str, str], **fields: Any) -> NewMilestone:
    """An act of Kazakhstan."""
    defaults: dict[str, Any] = {
        "time_period": "2023-05-04",
        "actors": ("KZ",),
        "kind": "law",
        "titles": {"en": "Kazakhstan passed a law on roads."},
        "source": MINISTRY,
        "how": "act",
        "place": "milestones.csv, line 2",
    }
    return NewMilestone(key=key, marks=marks or (("TRA-1", "", ""),), **(defaults | fields))
