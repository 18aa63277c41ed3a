from django.urls import path

from ortak.areas.transport import air_page, network_page, planner_page

app_name = "transport"
urlpatterns = [
    path("", planner_page.index, name="planner"),
    path("routes.csv", planner_page.as_csv, name="routes_csv"),
    path("air/", air_page.index, name="air"),
    path("air/routes/", air_page.routes, name="air_routes"),
    path("air/<slug:table>.csv", air_page.as_csv, name="air_csv"),
    path("network/", network_page.index, name="network"),
    path("network.csv", network_page.as_csv, name="network_csv"),
    path("network/<slug:identity>/", network_page.leg_page, name="leg"),
]
