"""A request that comes twice with one key is answered as the first time, and done once."""

from __future__ import annotations

import pytest

from service.actions.complete_task import complete_task
from service.actions.open_case import open_case
from service.domain.errors import InvalidForm, KeyReused
from service.office import AlreadyDone, Office, RequestKey
from tests.support.admissions import application
from tests.support.town import Town, code_of, name_of


def keyed(town: Town, key: str, fingerprint: str = "same") -> Office:
    return town.office.for_request(RequestKey(key=key, fingerprint=fingerprint))


def apply(town: Town, office: Office, **over: object):
    values = application(code_of(1), name_of(1), "zhejiang") | over
    actor = town.actor("zhejiang.intake_officer")
    return open_case(office, actor=actor, process_key="admission_review", values=values)


def test_a_case_asked_for_twice_is_opened_once(town, unchanged):
    first = apply(town, keyed(town, "a"))
    with unchanged(), pytest.raises(AlreadyDone) as again:
        apply(town, keyed(town, "a"))
    assert again.value.result["case_number"] == first.case_number


def test_a_task_completed_twice_with_one_key_answers_alike(town, unchanged):
    (item,) = town.items(apply(town, town.office).case_id)
    about = {
        "actor": town.actor("zhejiang.intake_officer"),
        "item_id": item["id"],
        "revision": item["revision"],
        "values": {"outcome": "complete"},
    }
    done = complete_task(keyed(town, "b"), **about)
    with unchanged(), pytest.raises(AlreadyDone) as again:
        complete_task(keyed(town, "b"), **about)
    assert again.value.result["revision"] == done.revision


def test_the_key_of_another_request_is_refused(town, unchanged):
    apply(town, keyed(town, "c"))
    with unchanged(), pytest.raises(KeyReused):
        apply(town, keyed(town, "c", "other"))


def test_a_refused_request_may_come_again_put_right(town, unchanged):
    with unchanged(), pytest.raises(InvalidForm):
        apply(town, keyed(town, "d"), insured_count=-1)
    assert apply(town, keyed(town, "d", "put right")).ended is False
