"""Addresses of the vision's pages."""

from django.urls import path

from ortak.vision.views import areas, board, commitments, evidence, indicators, states

app_name = "vision"
urlpatterns = [
    path("board/", board.page, name="board"),
    path("board.csv", board.as_csv, name="board_csv"),
    path("board.json", board.as_json, name="board_json"),
    path("priorities/", commitments.priorities, name="priorities"),
    path("vision/<str:code>/", commitments.page, name="commitment"),
    path("areas/", areas.index, name="areas"),
    path("areas/<str:area>/", areas.page, name="area"),
    path("states/", states.index, name="states"),
    path("states/<str:code>/", states.page, name="state"),
    path("indicators/", indicators.index, name="indicators"),
    path("indicators/<str:code>/", indicators.page, name="indicator"),
    path("indicators/<str:code>/data.csv", indicators.as_csv, name="indicator_csv"),
    path("indicators/<str:code>/chart.<str:form>", indicators.picture, name="indicator_picture"),
    path("evidence/", evidence.index, name="evidence"),
    path("evidence.csv", evidence.as_csv, name="evidence_csv"),
    path("evidence/<uuid:identity>/", evidence.page, name="evidence_row"),
    path("acts/", evidence.acts, name="acts"),
    path("acts.csv", evidence.acts_csv, name="acts_csv"),
    path("what-ifs/", commitments.what_ifs, name="what_ifs"),
    path("what-ifs/<str:code>/", commitments.what_if, name="what_if"),
]
