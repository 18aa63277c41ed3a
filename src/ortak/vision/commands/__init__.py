"""The verbs of the vision. Django is imported when a verb runs, not when it is listed."""

from ortak.vision.commands.board import acts, board, explain
from ortak.vision.commands.evidence import evidence
from ortak.vision.commands.new_area import new_area
from ortak.vision.commands.outlook import outlook, whatif
from ortak.vision.commands.register import vision

__all__ = ["acts", "board", "evidence", "explain", "new_area", "outlook", "vision", "whatif"]
