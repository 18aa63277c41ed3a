"""The what-ifs that the areas declare, and their answers: worked out once, stored with the engine's version, shown
with all that a reader needs to judge them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import get_language

from ortak.mechanisms.contract import WhatIf, WhatIfError, WhatIfResult
from ortak.vision.models import StoredWhatIf


def questions() -> list[WhatIf]:
    """Every declared what-if, by code."""
    declared = [question for config in apps.get_app_configs() for question in getattr(config, "what_ifs", ())]
    return sorted(declared, key=lambda question: question.code)


def question(code: str) -> WhatIf:
    """The what-if of a code."""
    found = {each.code: each for each in questions()}
    if code not in found:
        raise WhatIfError(f"no what-if {code!r}; there are {', '.join(found) or 'none'}")
    return found[code]


def answer(code: str, parameters: Mapping[str, str], anew: bool = False) -> dict[str, Any]:
    """The answer to a what-if. A stored answer is used while the declared version is the same, unless `anew`."""
    asked = question(code)
    chosen = _checked(asked, parameters)
    key = _key(chosen)
    stored = StoredWhatIf.objects.filter(code=code, parameters=key).first()
    if stored and not anew and stored.engine_version == asked.version:
        return _as_dict(asked, stored.result)
    result: WhatIfResult = asked.answer(**chosen)
    StoredWhatIf.objects.update_or_create(
        code=code, parameters=key, defaults={"engine_version": asked.version, "result": result.as_dict()}
    )
    return _as_dict(asked, json.loads(json.dumps(result.as_dict())))


def answers(asked: Sequence[WhatIf]) -> list[dict[str, Any]]:
    """The answers to several what-ifs with their parameters as they are: what is stored is asked for at once."""
    keys = {each.code: _key(_checked(each, {})) for each in asked}
    stored = StoredWhatIf.objects.filter(code__in=list(keys), parameters__in=list(keys.values()))
    kept = {(row.code, row.parameters, row.engine_version): row.result for row in stored}
    return [
        _as_dict(each, kept[found]) if (found := (each.code, keys[each.code], each.version)) in kept
        else answer(each.code, {})
        for each in asked
    ]  # fmt: skip


def _key(chosen: Mapping[str, str]) -> str:
    """What an answer is stored under: its sentences are in the reader's language."""
    return json.dumps({**chosen, "language": get_language() or "en"}, sort_keys=True)


def _checked(asked: WhatIf, parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters with defaults filled in; anything that the what-if does not offer is refused."""
    offered = {parameter.name: parameter for parameter in asked.parameters}
    if unknown := [name for name in parameters if name not in offered]:
        raise WhatIfError(f"{asked.code} has no parameter {unknown[0]!r}; it has {', '.join(offered) or 'none'}")
    chosen = {name: parameter.choices[0] for name, parameter in offered.items()} | dict(parameters)
    for name, value in chosen.items():
        if value not in offered[name].choices:
            raise WhatIfError(f"{name} {value!r} is not offered; valid are {', '.join(offered[name].choices)}")
    return chosen


def _as_dict(asked: WhatIf, result: dict[str, Any]) -> dict[str, Any]:
    return {"code": asked.code, "codes": list(asked.codes), "question": str(asked.question), "result": result}
