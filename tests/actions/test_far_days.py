"""A day at the end of the calendar is refused or kept; it never makes the house fail."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from service.actions.open_list_round import open_list_round
from service.actions.open_planned_cases import open_planned_cases
from service.actions.propose_rule import propose_rule
from service.actions.start_plan import start_plan
from service.actions.start_tracking import start_tracking
from service.domain.errors import Refusal

FAR = date(9999, 12, 31)


def asked():
    return {
        "round": (open_list_round, "cnipa.national_officer", {"year": 2026, "due_day": FAR}),
        "plan": (start_plan, "zhejiang.center_head",
                 {"plan": "yearly_review", "place": "zhejiang", "first_day": FAR}),
        "tracking": (start_tracking, "zhejiang.reviewer",
                     {"process": "monitoring_alert", "org": "zhejiang", "first_day": FAR}),
        "rule": (propose_rule, "cnipa.administrator",
                 {"key": "ban_years", "value": "2", "document": "试验", "reason": "试验",
                  "valid_from": FAR}),
    }  # fmt: skip


@pytest.mark.parametrize("what", asked())
def test_the_last_day_there_is_does_no_harm(town, what):
    act, login, said = asked()[what]
    with suppress(Refusal):
        act(town.office, actor=town.actor(login), **said)
    assert open_planned_cases(town.office).failed == 0
