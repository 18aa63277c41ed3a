"""The independent check of a cleared market: its own arithmetic, nothing shared with the engine that cleared it."""

from ortak.engines.energy.verification.check import Claim, Orders, Violation, violations

__all__ = ["Claim", "Orders", "Violation", "violations"]
