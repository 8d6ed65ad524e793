"""What a person may do to a whole case beside its tasks: one form on the case's page.

A subject enters what it offers; the answer is a reason, and the act is its own action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.store.cases import Case


@dataclass(frozen=True)
class CaseAct:
    """words: what it is called; ask: what the reason is of; help: what follows; href: where to."""

    words: str
    ask: str
    help: str
    href: str
    button: str


Offer = Callable[[Case], CaseAct | None]
_OFFERS: dict[str, Offer] = {}


def case_act(process_key: str) -> Callable[[Offer], Offer]:
    """Enter a function that offers an act on cases of a process, or None to this reader."""

    def enter(offer: Offer) -> Offer:
        _OFFERS[process_key] = offer
        return offer

    return enter


def act_of(case: Case) -> CaseAct | None:
    offer = _OFFERS.get(case.process_key)
    return offer(case) if offer and case.status == "open" else None
