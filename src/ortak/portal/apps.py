from django.apps import AppConfig


class Portal(AppConfig):
    name = "ortak.portal"
    label = "portal"
