from django.urls import path

from ortak.areas.energy import build_out_page, facts_page, market_page
from ortak.areas.energy.pipelines import page as pipelines_page

app_name = "energy"
urlpatterns = [
    path("market/", market_page.index, name="market"),
    path("market/merit-order.csv", market_page.merit_order_csv, name="merit_order_csv"),
    path("market/prices.csv", market_page.prices_csv, name="prices_csv"),
    path("market/flows.csv", market_page.flows_csv, name="flows_csv"),
    path("market/what-ifs.csv", market_page.what_ifs_csv, name="what_ifs_csv"),
    path("build-out/", build_out_page.index, name="build_out"),
    path("build-out.csv", build_out_page.as_csv, name="build_out_csv"),
    path("facts/", facts_page.index, name="facts"),
    path("facts.csv", facts_page.as_csv, name="facts_csv"),
    path("pipelines/", pipelines_page.index, name="pipelines"),
    path("pipelines.csv", pipelines_page.as_csv, name="pipelines_csv"),
    path("pipelines/n1.csv", pipelines_page.n1_csv, name="pipelines_n1_csv"),
    path("pipelines/<slug:identity>/", pipelines_page.pipe_page, name="pipe"),
]
