"""The API keeps what its OpenAPI document promises: requests known and generated, valid and not, to every operation."""

from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ortak.portal.api.documents import described
from ortak.portal.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

# the bulk file has a test of its own: it holds no JSON and takes no parameter
OPERATIONS = {
    (path, method): operation
    for path, methods in described()["paths"].items()
    for method, operation in methods.items()
    if path != "/api/v1/bulk.zip"
}
WITH_INPUT = [key for key, operation in OPERATIONS.items() if operation["parameters"] or "requestBody" in operation]
KEPT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: parameters of the path with which each operation has something to say
KNOWN = {
    "/api/v1/explain/{code}": ["TRA-1", "tra-5", "PRI-35", "ECO-1", "ENE-2"],
    "/api/v1/vision/{code}": ["TRA-1", "PRI-13"],
    "/api/v1/indicators/{code}": ["WDI_IS_RRS_TOTL_KM", "DOTS_EXP", "WDI_NY_GDP_MKTP_CD"],
    "/api/v1/indicators/{code}/observations": ["WDI_IS_RRS_TOTL_KM", "DOTS_EXP"],
    "/api/v1/indicators/{code}/outlook": ["WDI_IS_RRS_TOTL_KM", "DOTS_EXP"],
}


@pytest.fixture
def operations(settings: Any, tmp_path: Path) -> Any:
    settings.HOME = tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def asked(case: schemathesis.Case, *more: Any) -> int:
    response = case.call_and_validate(checks=[*KEPT, *more], headers={"Accept-Encoding": "identity"})
    return int(response.status_code)


@pytest.mark.parametrize(("path", "code"), [(path, code) for path, codes in KNOWN.items() for code in codes])
def test_what_is_there_has_the_form_that_is_promised(operations: Any, path: str, code: str) -> None:
    assert asked(operations[path]["get"].Case(path_parameters={"code": code})) == 200


@pytest.mark.parametrize("kind", ["acts", "figures"])
def test_every_kind_of_evidence_has_the_form_that_is_promised(operations: Any, kind: str) -> None:
    assert asked(operations["/api/v1/evidence"]["get"].Case(query={"kind": kind, "limit": 1000})) == 200
    some = Client().get(f"/api/v1/evidence?kind={kind}&limit=1").json()["results"][0]["id"]
    for path in ("/api/v1/evidence/{id}", "/api/v1/evidence/{id}/history"):
        assert asked(operations[path]["get"].Case(path_parameters={"id": some})) == 200


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_a_valid_request_is_answered_as_promised(operations: Any, path: str, method: str) -> None:
    @given(case=operations[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE))
    @bounded
    def ask(case: schemathesis.Case) -> None:
        asked(case)

    ask()


@pytest.mark.parametrize(("path", "method"), WITH_INPUT)
def test_an_invalid_request_is_refused_as_promised(operations: Any, path: str, method: str) -> None:
    @given(case=operations[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @bounded
    def ask(case: schemathesis.Case) -> None:
        asked(case, negative_data_rejection)

    ask()


bounded = hypothesis.settings(
    max_examples=15, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
