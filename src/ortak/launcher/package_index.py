"""Where packages come from: the index, proxy and certificate that pip is configured with, said to pip and to uv.

uv reads no pip.conf, so a machine behind a mirror would not work with it unless its settings are handed over.
"""

import ast
import os
from collections.abc import Mapping

# What pip calls them, in its files and, as PIP_..., in the environment.
SETTINGS = (
    "cert",
    "client-cert",
    "extra-index-url",
    "find-links",
    "index-url",
    "no-index",
    "proxy",
    "timeout",
    "trusted-host",
)
# From weakest to strongest, as pip itself has it.
SECTIONS = ("global.", "install.", ":env:.")


def pip_settings(config_list: str) -> dict[str, str]:
    """The settings of SETTINGS in the output of `pip config list`; the strongest section wins.

    >>> pip_settings("global.index-url='https://a.example/simple'\\n:env:.index-url='https://b.example/simple'")
    {'index-url': 'https://b.example/simple'}
    """
    found: dict[str, str] = {}
    lines = [line.partition("=") for line in config_list.splitlines()]
    for section in SECTIONS:
        for name, _, value in lines:
            setting = name.removeprefix(section)
            if name.startswith(section) and setting in SETTINGS:
                found[setting] = " ".join(_unquoted(value).split())
    return found


def _unquoted(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return value


def pip_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Make a pip in another environment see the same settings, and nothing that would spoil a locked installation."""
    environment = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings.items()}
    # A constraint has no hash, and --user or --target would install elsewhere.
    return {**environment, "PIP_CONSTRAINT": os.devnull, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def uv_environment(settings: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Say pip's settings in uv's words. What the user told uv itself (`given`, the environment) stays as it is.

    The strategy lets uv look at all indexes, as pip does; that is safe because every file must match the lock's hashes.
    """
    translated = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_PYTHON_DOWNLOADS": "never"}
    if not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & given.keys() and "index-url" in settings:
        translated["UV_DEFAULT_INDEX"] = settings["index-url"]
    if not {"UV_INDEX", "UV_EXTRA_INDEX_URL"} & given.keys() and "extra-index-url" in settings:
        translated["UV_INDEX"] = settings["extra-index-url"]
    for name, uv_name in (("trusted-host", "UV_INSECURE_HOST"), ("timeout", "UV_HTTP_TIMEOUT")):
        if name in settings:
            translated[uv_name] = settings[name]
    if "find-links" in settings:
        translated["UV_FIND_LINKS"] = settings["find-links"].replace(" ", ",")
    if "proxy" in settings:
        translated |= {"HTTPS_PROXY": settings["proxy"], "HTTP_PROXY": settings["proxy"]}
    translated = {name: value for name, value in translated.items() if name not in given}
    certificate = settings.get("cert") or given.get("SSL_CERT_FILE") or given.get("REQUESTS_CA_BUNDLE")
    if certificate:
        translated["SSL_CERT_FILE"] = certificate
    if "client-cert" in settings:
        translated["SSL_CLIENT_CERT"] = settings["client-cert"]
    return translated
