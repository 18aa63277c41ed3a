from django.apps import AppConfig, apps

from ortak.mechanisms.contract.prefixes import check_prefixes


class Portal(AppConfig):
    name = "ortak.portal"
    label = "portal"

    def ready(self) -> None:
        check_prefixes(apps.get_app_configs())
