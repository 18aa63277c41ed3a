from django.urls import path

from ortak.areas.language import agreement_page, term_pages, views

app_name = "language"
urlpatterns = [
    path("", views.convert, name="converter"),
    path("alphabets/", views.alphabets, name="alphabets"),
    path("identify/", views.identify, name="identify"),
    path("terms/", term_pages.index, name="terms"),
    path("terms/agreement/", agreement_page.index, name="terms_agreement"),
    path("terms/agreement.csv", agreement_page.as_csv, name="terms_agreement_csv"),
    path("terms/files/<slug:name>/", term_pages.download, name="terms_file"),
    path("terms/<str:identity>/", term_pages.concept_page, name="concept"),
]
