from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig, Indicator, Service, WhatIf


class Language(AreaConfig):
    name, prefix = "ortak.areas.language", None
    verbose_name = _("Language")
    services = [
        Service("language.converter", _("Script converter"), url="language:converter", codes=["PRI-35"]),
        Service("language.alphabet", _("Alphabets side by side"), url="language:alphabets", codes=["PRI-35"]),
        Service("language.identify", _("Which language is it"), url="language:identify", codes=["PRI-35"]),
        Service("language.terms", _("Terms"), url="language:terms", codes=["PRI-35"]),
    ]
    indicators = [
        Indicator(
            "language.conversion_accuracy",
            _("Words that the script converter writes as published"),
            unit="%",
            better="higher",
            codes=["PRI-35"],
            compute="ortak.areas.language.accuracy.observations",
        )
    ]
    what_ifs = [
        WhatIf(
            "language.common_alphabet",
            _("What if the written forms moved closer: what does the common alphabet bring?"),
            run="ortak.areas.language.common_alphabet.run",
            codes=["PRI-35"],
        )
    ]
