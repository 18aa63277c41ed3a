"""The template environment: translation, addresses and formats that every page uses."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, PrefixLoader, StrictUndefined


def environment(**options: Any) -> Environment:
    """Templates are named `app/page.html` and lie in the app's `templates/app/`."""
    from django.apps import apps
    from jinja2 import FileSystemLoader

    loaders = {config.label: FileSystemLoader(f"{config.path}/templates/{config.label}") for config in apps.get_app_configs()}
    options |= {
        "loader": PrefixLoader(loaders),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    jinja = Environment(**options)
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    jinja.globals.update(static=static, url=url, language=get_language)
    return jinja


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)
