"""The template environment: translation, addresses and formats that every page uses."""

from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from ortak.mechanisms.contract import translations
from ortak.mechanisms.indicators import words as evidence_words
from ortak.mechanisms.presentation import charts, formats, wording
from ortak.portal import navigation
from ortak.vision import sentences, words
from ortak.vision.views.shared import by_name


def environment(**options: Any) -> Environment:
    """Templates are named `app/page.html` and lie in the app's `templates/app/`."""
    from django.apps import apps

    loaders = {
        config.label: FileSystemLoader(f"{config.path}/templates/{config.label}") for config in apps.get_app_configs()
    }
    options |= {
        "loader": PrefixLoader(loaders),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    jinja = Environment(**options)
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    jinja.globals.update(
        static=static,
        url=url,
        language=get_language,
        words=words,
        navigation=navigation,
        translated=gettext,  # for sentences that come from the engines; `_` would format them
        chart=charts.line_chart,
        quantity=wording.quantity,
        is_reviewed=translations.is_reviewed,
        change=wording.change,
        home_sentence=sentences.home_sentence,
        area_sentence=sentences.area_sentence,
        counts=sentences.count_sentence,
        who=dict(evidence_words.Who.choices),
        how=dict(evidence_words.How.choices),
        forms=dict(evidence_words.Form.choices),
        steps=dict(evidence_words.Step.choices),
    )
    jinja.filters.update(
        number=formats.number,
        compact=formats.compact,
        signed=formats.signed,
        period=formats.period,
        title_of=formats.title,
        by_name=by_name,
        titled=wording.title,
        said=wording.said,
        own=wording.own,
        quoted=wording.quoted,
        published=wording.published,
    )
    return jinja


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view in the reader's language; empty where the app that would serve it is not built."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        if ":" in name and not args and not kwargs:
            return ""
        raise
