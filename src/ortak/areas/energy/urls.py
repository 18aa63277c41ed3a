from django.urls import path

from ortak.areas.energy.pipelines import page as pipelines_page

app_name = "energy"
urlpatterns = [
    path("pipelines/", pipelines_page.index, name="pipelines"),
    path("pipelines.csv", pipelines_page.as_csv, name="pipelines_csv"),
    path("pipelines/n1.csv", pipelines_page.n1_csv, name="pipelines_n1_csv"),
    path("pipelines/<slug:identity>/", pipelines_page.pipe_page, name="pipe"),
]
