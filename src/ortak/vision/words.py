"""The fixed words of the board, as gettext strings: eight statuses and "too early to tell", four grades, the
states of a thing. One translation a language; they never appear as synonyms."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATUSES = {
    "done": _("Done"),
    "on_track": _("On track"),
    "challenges": _("Challenges ahead"),
    "major_challenges": _("Major challenges"),
    "not_started": _("Not started"),
    "not_reported": _("Not reported"),
    "not_measurable": _("Not measurable yet"),
    "too_early": _("Too early to tell"),
    "not_applicable": _("Does not apply"),
}
#: the tile of each status: an id in the sprite
TILES = {
    "done": "done",
    "on_track": "on",
    "challenges": "behind",
    "major_challenges": "off",
    "not_started": "new",
    "not_reported": "nr",
    "not_measurable": "nm",
    "too_early": "early",
    "not_applicable": "na",
}
GRADES = {
    "reported": _("reported"),
    "documented": _("documented"),
    "recorded": _("recorded"),
    "confirmed": _("confirmed"),
}
#: quarters of the line under a tile
QUARTERS = {None: 0, "": 0, "reported": 1, "documented": 2, "recorded": 3, "confirmed": 4}
THINGS = {
    "done": _("done"),
    "in_place": _("in place at adoption"),
    "fulfilled": _("at its aim"),
    "started": _("under way"),
    "right": _("moving the right way"),
    "decided": _("decided, no act yet"),
    "too_early": _("too early to tell"),
    "slow": _("moving too slowly"),
    "still": _("standing still"),
    "wrong": _("moving away"),
    "unknown": pgettext_lazy("a thing", "unknown"),
    "not_measurable": _("not measurable yet"),
}
#: the tile that shows the state of one thing
THING_TILES = {
    "done": "done",
    "in_place": "done",
    "fulfilled": "done",
    "started": "on",
    "right": "on",
    "decided": "new",
    "too_early": "early",
    "slow": "behind",
    "still": "off",
    "wrong": "off",
    "unknown": "nr",
    "not_measurable": "nm",
}
VERDICTS = {
    "fulfilled": _("at its aim or limit"),
    "significant_progress": _("significant progress"),
    "moderate_progress": _("moderate progress"),
    "insufficient_progress": _("moving the right way, but too slowly for the aim"),
    "no_change": _("no change"),
    "moderate_away": _("moderate movement away"),
    "significant_away": _("significant movement away"),
    "too_early": _("too early to tell"),
    "no_data": _("no figure since the baseline"),
}
ACT_STATES = {
    "in force": _("in force"),
    "own step done": _("own step done"),
    "not yet": _("not yet"),
    "unknown": pgettext_lazy("a step", "unknown"),
}
METHODS = {"robust_line": _("robust line"), "damped_trend": _("damped trend")}
