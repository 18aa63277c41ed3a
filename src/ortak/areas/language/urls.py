from django.urls import path

from ortak.areas.language import views

app_name = "language"
urlpatterns = [
    path("", views.convert, name="converter"),
    path("alphabets/", views.alphabets, name="alphabets"),
]
