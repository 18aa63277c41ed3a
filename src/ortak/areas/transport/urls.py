from django.urls import path

from ortak.areas.transport import network_page

app_name = "transport"
urlpatterns = [
    path("network/", network_page.index, name="network"),
    path("network.csv", network_page.as_csv, name="network_csv"),
    path("network/<slug:identity>/", network_page.leg_page, name="leg"),
]
