"""What pip is configured with on a machine reaches uv, in uv's words."""

import os

import pytest

from ortak.launcher.package_index import pip_environment, pip_settings, uv_environment

LISTED = """\
:env:.cert='/etc/mirror.pem'
:env:.default-timeout='180'
global.cert='/etc/weaker.pem'
global.extra-index-url='\\nhttps://one.example/simple\\nhttps://two.example/simple'
global.index-url='https://mirror.example/simple'
global.trusted-host='mirror.example'
install.index-url='https://stronger.example/simple'
install.find-links='/srv/a /srv/b'
download.index-url='https://unrelated.example/simple'
"""


def test_the_strongest_section_wins_and_other_settings_are_left_out() -> None:
    assert pip_settings(LISTED) == {
        "cert": "/etc/mirror.pem",
        "extra-index-url": "https://one.example/simple https://two.example/simple",
        "find-links": "/srv/a /srv/b",
        "index-url": "https://stronger.example/simple",
        "trusted-host": "mirror.example",
    }


def test_nothing_configured() -> None:
    assert pip_settings("") == {}
    assert uv_environment({}, {}) == {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_PYTHON_DOWNLOADS": "never"}


def test_uv_is_told_all_of_it() -> None:
    settings = {**pip_settings(LISTED), "proxy": "http://proxy.example:3128", "timeout": "60"}
    told = uv_environment(settings, given={})
    assert told["UV_DEFAULT_INDEX"] == "https://stronger.example/simple"
    assert told["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert told["UV_FIND_LINKS"] == "/srv/a,/srv/b"
    assert told["UV_INSECURE_HOST"] == "mirror.example"
    assert told["SSL_CERT_FILE"] == "/etc/mirror.pem"
    assert told["HTTPS_PROXY"] == "http://proxy.example:3128"
    assert told["UV_HTTP_TIMEOUT"] == "60"


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_what_the_user_told_uv_stays(name: str) -> None:
    told = uv_environment({"index-url": "https://mirror.example/simple"}, given={name: "https://own.example/simple"})
    assert "UV_DEFAULT_INDEX" not in told


def test_the_certificate_that_pip_takes_from_the_environment_reaches_uv() -> None:
    assert uv_environment({}, given={"REQUESTS_CA_BUNDLE": "/etc/own.pem"})["SSL_CERT_FILE"] == "/etc/own.pem"


def test_a_second_pip_sees_the_same_and_no_constraint() -> None:
    told = pip_environment({"index-url": "https://mirror.example/simple"})
    assert told["PIP_INDEX_URL"] == "https://mirror.example/simple"
    assert (told["PIP_CONSTRAINT"], told["PIP_USER"]) == (os.devnull, "0")
