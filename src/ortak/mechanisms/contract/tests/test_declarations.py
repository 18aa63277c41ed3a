"""The declarations reach Django's app registry, from which everything is derived."""

import pytest
from django.apps import apps

from ortak.mechanisms.contract import AreaConfig, Gain, MechanismConfig, WhatIf, WhatIfResult
from ortak.mechanisms.contract.declarations import resolve
from ortak.mechanisms.contract.prefixes import SharedPrefix, check_prefixes


def test_every_room_is_known_by_its_own_sign() -> None:
    rooms = [
        config for config in apps.get_app_configs() if config.name.startswith(("ortak.areas.", "ortak.mechanisms."))
    ]
    assert rooms
    for config in rooms:
        base = AreaConfig if config.name.startswith("ortak.areas.") else MechanismConfig
        assert isinstance(config, base), config.name
        assert type(config).__module__ == f"{config.name}.apps"


def test_prefixes_and_codes_of_services_are_unique() -> None:
    configs = [config for config in apps.get_app_configs() if isinstance(config, AreaConfig)]
    prefixes = [config.prefix for config in configs if config.prefix]
    assert len(prefixes) == len(set(prefixes)) >= 18
    codes = [service.code for config in configs for service in config.services]
    assert len(codes) == len(set(codes))
    assert all(
        code.partition(".")[0] == config.label for config in configs for code in [s.code for s in config.services]
    )


def test_two_areas_with_one_prefix_are_refused_at_the_start() -> None:
    configs = list(apps.get_app_configs())
    check_prefixes(configs)
    orbit = type("Orbit", (AreaConfig,), {"__module__": __name__, "prefix": "TRA", "path": "/"})
    with pytest.raises(SharedPrefix, match=r"ortak\.areas\.transport and orbit have the same prefix, TRA"):
        check_prefixes([*configs, orbit("orbit", None)])


def test_every_dotted_name_resolves() -> None:
    for config in apps.get_app_configs():
        for indicator in getattr(config, "indicators", ()):
            assert callable(resolve(indicator.compute)), indicator.code
        for what_if in getattr(config, "what_ifs", ()):
            assert callable(resolve(what_if.run)), what_if.code


def make_result() -> WhatIfResult:
    gain = Gain("hours saved", 4.0, 3.0, 5.0, "hours")
    return WhatIfResult("4 hours less", [gain], [], ["as in 2026"], "corridor", "simulation", "transport", "1")


def make_nothing() -> None:
    return None


def test_a_what_if_answers_through_its_dotted_name() -> None:
    asked = WhatIf("test.hours", "What if?", f"{__name__}.make_result")
    assert asked.answer() == make_result()
    assert make_result().as_dict()["gains"][0]["high"] == 5.0


def test_a_what_if_that_returns_something_else_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="must return a WhatIfResult"):
        WhatIf("test.hours", "What if?", f"{__name__}.make_nothing").answer()


@pytest.mark.parametrize("dotted", ["ortak.nowhere.run", "ortak.mechanisms.contract.declarations.nothing", "math.pi"])
def test_a_dotted_name_that_leads_nowhere_is_an_error(dotted: str) -> None:
    with pytest.raises((ImportError, AttributeError, TypeError)):
        resolve(dotted)
