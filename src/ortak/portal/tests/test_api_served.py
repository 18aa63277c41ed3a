"""The API as it is really served: headers, compression, and what it takes to answer."""

import gzip
import http.client
import json
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

HEAVY = ("numpy", "scipy", "statsmodels", "pandas", "vl_convert")
LIGHT = """
import json, sys
import django
django.setup()
from django.test import Client
from ortak.portal.api.documents import described
def get(address):
    return Client().get(address, headers={"host": "localhost"})
some = json.loads(get("/api/v1/evidence?limit=1").content)["results"][0]["id"]
answered = {}
for path in described()["paths"]:
    if not any(part in path for part in ("what-ifs/", "outlook", "/air")):
        code = "WDI_IS_RRS_TOTL_KM" if "indicators" in path else "TRA-5"
        address = path.replace("{code}", code).replace("{id}", "energy.battery" if "terms" in path else some)
        answered[address] = get(address).status_code
print(json.dumps([answered, [name for name in sys.argv[1:] if name in sys.modules]]))
"""


def ask(served: Any, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=60)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_no_answer_needs_a_numerical_library_but_those_that_an_engine_works_out(served: Any) -> None:
    environment = {"ORTAK_HOME": str(served.home), "DJANGO_SETTINGS_MODULE": "ortak.portal.settings"}
    environment["PYTHONPATH"] = ":".join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, *HEAVY], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answered, heavy = json.loads(done.stdout)
    assert heavy == []
    assert {path: status for path, status in answered.items() if status not in (200, 422)} == {}
    assert len(answered) > 18


def test_head_has_the_headers_of_get_and_no_body(served: Any) -> None:
    get, body = ask(served, "/api/v1/acts")
    head, nothing = ask(served, "/api/v1/acts", "HEAD")
    assert (head.status, nothing) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary"):
        assert head.headers[name] == get.headers[name]
    assert int(str(get.headers["Content-Length"])) == len(body)


def test_a_packed_answer_can_be_asked_again_by_its_tag(served: Any) -> None:
    plain = ask(served, "/api/v1/board")[1]
    packed, body = ask(served, "/api/v1/board", Accept_Encoding="gzip")
    assert gzip.decompress(body) == plain
    assert len(body) < len(plain) / 5
    again, nothing = ask(served, "/api/v1/board", Accept_Encoding="gzip", If_None_Match=str(packed.headers["ETag"]))
    assert (again.status, nothing) == (304, b"")


def test_the_bulk_file_is_made_once_and_never_packed_twice(served: Any) -> None:
    first, body = ask(served, "/api/v1/bulk.zip", Accept_Encoding="gzip")
    assert (first.status, first.headers["Content-Type"], first.headers["Content-Encoding"]) == (
        200,
        "application/zip",
        None,
    )
    kept = list((served.home / "bulk").iterdir())
    assert [file.read_bytes() for file in kept] == [body]
    with ZipFile(kept[0]) as archive:
        assert archive.testzip() is None
    assert ask(served, "/api/v1/bulk.zip")[1] == body
    assert ask(served, "/api/v1/bulk.zip", If_None_Match=str(first.headers["ETag"]))[0].status == 304
