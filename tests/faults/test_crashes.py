"""An officer's process is killed at whatever moment: the task is done whole, or not at all."""

import threading

import pytest

from service.store import cases
from service.store.record import entries_of, verify
from tests.support.violations import SERIOUS, verified

pytestmark = pytest.mark.slow

MOMENTS_MS = (0, 5, 10, 15, 25, 40, 60, 90)


def test_a_process_killed_while_it_completes_a_task_leaves_it_done_or_open(town, hire):
    officers = hire(len(MOMENTS_MS))
    found = [verified(town, town.enter_entity(number)) for number in range(1, len(officers) + 1)]
    for officer, case in zip(officers, found, strict=True):
        (item,) = town.items(case, "decide_severity")
        officer.prepare("zhejiang.center_head", item, SERIOUS)
    clock = threading.Event()
    for officer, moment in zip(officers, MOMENTS_MS, strict=True):
        officer.go()
        clock.wait(moment / 1000)
        officer.leave()
    done = [whole(town, case) for case in found]
    for case, was_done in zip(found, done, strict=True):
        if not was_done:
            town.complete(case, "decide_severity", "zhejiang.center_head", **SERIOUS)
            assert whole(town, case)


def whole(town, case_id: int) -> bool:
    """Whether the task was done; everything about the case says the same."""
    with town.office.read() as unit:
        case = cases.case_by_id(unit.connection, case_id)
        lines = [
            entry
            for entry in entries_of(unit.connection, f"case:{case_id}")
            if (entry["verb"], entry["element"]) == ("task.completed", "decide_severity")
        ]
        assert verify(unit.connection)[1] == []
    assert case is not None
    waiting = [row["element"] for row in town.items(case_id)]
    assert waiting == (["propose_removal"] if lines else ["decide_severity"])
    assert len(case.participants.get("decide_severity", [])) == len(lines) <= 1
    return bool(lines)
