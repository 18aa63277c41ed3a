"""The mechanism by itself: whoever listens to it is tested in his own room."""

import pytest

from ortak.mechanisms.indicators import signals


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    for signal in (signals.milestones_offered, signals.evidence_recorded):
        monkeypatch.setattr(signal, "receivers", [])
