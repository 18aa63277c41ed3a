from django.urls import path

from ortak.areas.transport import air_page, capacity_page, network_page, planner_page, reliability_page

app_name = "transport"
urlpatterns = [
    path("", planner_page.index, name="planner"),
    path("routes.csv", planner_page.as_csv, name="routes_csv"),
    path("air/", air_page.index, name="air"),
    path("air/routes/", air_page.routes, name="air_routes"),
    path("air/<slug:table>.csv", air_page.as_csv, name="air_csv"),
    path("reliability/", reliability_page.index, name="reliability"),
    path("reliability/<slug:table>.csv", reliability_page.as_csv, name="reliability_csv"),
    path("reliability/<slug:chart>.<slug:form>", reliability_page.as_picture, name="reliability_picture"),
    path("capacity/", capacity_page.index, name="capacity"),
    path("capacity/<slug:table>.csv", capacity_page.as_csv, name="capacity_csv"),
    path("capacity/chart.<slug:form>", capacity_page.as_picture, name="capacity_picture"),
    path("network/", network_page.index, name="network"),
    path("network.csv", network_page.as_csv, name="network_csv"),
    path("network/<slug:identity>/", network_page.leg_page, name="leg"),
]
