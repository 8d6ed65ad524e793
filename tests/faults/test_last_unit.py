"""Two approvals for what is left of the 5%, at two nodes at the same moment: one of them wins.

Source: M12; E6 63.
"""

from decimal import Decimal

import pytest

from service.casework.ledger import figures
from tests.support.listed import APPROVED, LEADER, PROVINCE, accepted, listed, proposed
from tests.support.programs import at_once

pytestmark = pytest.mark.slow


def test_of_two_approvals_for_the_last_unit_one_wins(town, hire):
    cases = []
    for number in (1, 2):
        entity = listed(town, number, 2, ("zhejiang",))
        cases.append(proposed(town, entity, 1))
    accepted(town, entity, 20)
    officers = hire(2)
    for officer, case in zip(officers, cases, strict=True):
        (item,) = town.items(case, "decide_by_province")
        officer.prepare(LEADER, item, APPROVED)
    answers = at_once(officers)
    assert sorted("done" in answer for answer in answers) == [False, True], answers
    refused = next(answer for answer in answers if "done" not in answer)
    assert refused["status"] == 422, refused
    waiting = [{row["element"] for row in town.items(case)} for case in cases]
    assert sorted(map(sorted, waiting)) == [["acknowledge_service"], ["decide_by_province"]]
    with town.office.read() as unit:
        room = figures(unit, PROVINCE).room
    assert (room.allowed, room.reserved, room.left) == (1, 1, 0)


def test_of_four_approvals_only_as_many_pass_as_there_is_room_for(town, hire):
    cases = []
    for number in range(1, 5):
        entity = listed(town, number, 2, ("zhejiang",))
        cases.append(proposed(town, entity, 2))
    accepted(town, entity, 100)
    officers = hire(4)
    for officer, case in zip(officers, cases, strict=True):
        (item,) = town.items(case, "decide_by_province")
        officer.prepare(LEADER, item, APPROVED)
    answers = at_once(officers)
    assert sum("done" in answer for answer in answers) == 2, answers
    with town.office.read() as unit:
        room = figures(unit, PROVINCE).room
    assert room.taken == Decimal(4)
    assert room.left == Decimal(1)
