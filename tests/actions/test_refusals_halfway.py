"""What is refused halfway through, or to somebody who is there but may not come in."""

from __future__ import annotations

import pytest

from service.actions.create_person import create_person
from service.actions.sign_in import sign_in
from service.domain.errors import Refusal
from tests.support.violations import agreed, removal


def test_a_decision_refused_after_its_first_service_changes_nothing(town, unchanged):
    first, second = (town.enter_entity(n, filed_at=("zhejiang",)) for n in (1, 2))
    case = agreed(town, first)
    town.complete(case, "decide_removal", "cnipa.national_leader", **removal(case))
    other = agreed(town, second)
    with unchanged(), pytest.raises(Refusal) as refused:
        town.complete(other, "decide_removal", "cnipa.national_leader", **removal(case))
    assert [wrong.field for wrong in refused.value.fields] == ["decision_no"]


def test_an_account_without_a_password_signs_in_with_none(town):
    create_person(
        town.office, actor=None, login="story", name="人", password=None,
        posts=(("zhejiang", "reviewer"),),
    )  # fmt: skip
    for password in ("-", "", "a password"):
        with pytest.raises(Refusal) as refused:
            sign_in(town.office, login="story", password=password)
        assert refused.value.code == "wrong_password"
