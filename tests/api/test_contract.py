"""Requests made up from the description itself: no crash, and every answer as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks as described

from tests.api.forms import opening
from tests.support import violations as way

CHECKS = [
    schemathesis.checks.not_a_server_error,
    described.status_code_conformance,
    described.content_type_conformance,
    described.response_headers_conformance,
    described.response_schema_conformance,
]
EXAMPLES = 10
# Signing out would end the session all others need; the clock's own tests move time.
LEFT_OUT = ("DELETE /api/session", "POST /api/clock")
LOGINS = ("330000.provincial_officer", "zhejiang.intake_officer")


@pytest.fixture
def busy(desk, town):
    """A house with an application and a removal under way."""
    town.open("admission_review", "zhejiang.intake_officer", opening()["values"])
    way.removed(town, town.enter_entity(1, ("zhejiang",)))
    return {login: desk(login).token for login in LOGINS}


@pytest.mark.slow
@pytest.mark.parametrize("login", LOGINS)
def test_made_up_requests_are_answered_as_described(app, busy, login):
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    headers = {"Authorization": f"Bearer {busy[login]}"}
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        if operation.label not in LEFT_OUT:
            try_out(operation, headers)


def try_out(operation, headers):
    good = operation.as_strategy(GenerationMode.POSITIVE)
    bad = operation.as_strategy(GenerationMode.NEGATIVE)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(good, bad))
    def ask(case):
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()
