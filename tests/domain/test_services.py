"""Who may have which service, on the day it is asked. Source: M06, M09, M30."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import EntityFacts, Facts, Listing, Restriction
from service.domain.filings import FilingPeriod, FilingState
from service.domain.rules import Rules
from service.domain.services import ProviderLevel, ServiceKind, why_not
from service.domain.standing import standing

DAY = date(2026, 3, 2)
CENTER = ServiceKind(
    key="rights_assistance", zh="维权援助", en="Assistance", level=ProviderLevel.AT_CENTER,
    categories=(1, 2, 3),
)  # fmt: skip
PRIORITY = ServiceKind(
    key="priority_examination", zh="优先审查", en="Priority examination",
    level=ProviderLevel.AT_NATION, categories=(1, 2, 3), limited=True, source="M09",
)  # fmt: skip


def held(category=None, restricted=False):
    filed = FilingPeriod(
        filing_id=1, center="zhejiang", state=FilingState.ACTIVE, from_day=date(2020, 1, 1)
    )
    rows = (Listing(1, 1, category, date(2025, 1, 1)),) if category else ()
    limits = (Restriction(1, 1, "priority", date(2026, 1, 1)),) if restricted else ()
    about = EntityFacts(1, "91330100MA00000001", "某公司", "330000")
    facts = Facts(entity=about, filings=(filed,), listings=rows, restrictions=limits)
    return standing(facts, DAY, Rules())


@pytest.mark.parametrize(
    ("kind", "category", "restricted", "code"),
    [
        (CENTER, 3, False, None),
        (CENTER, None, False, "not_listed"),
        (CENTER, 2, True, None),
        (PRIORITY, 1, False, None),
        (PRIORITY, 1, True, "restricted"),
        (replace(CENTER, categories=(1, 2)), 3, False, "category"),
        (replace(PRIORITY, key="green_channel"), 1, False, "not_granted"),
        (replace(PRIORITY, limited=False, key="deferred_examination"), 1, True, None),
    ],
)
def test_an_entitlement_is_of_the_day_and_a_refusal_names_which(kind, category, restricted, code):
    reason = why_not(kind, held(category, restricted))
    assert (reason.code if reason else None) == code
    if reason is not None:
        assert kind.zh in reason.zh
        assert kind.en in reason.en
        assert reason.source
