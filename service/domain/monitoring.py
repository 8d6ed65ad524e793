"""Signs that an entity's patents may be got for a title and not for use; each only proposes.

A sign is a figure beyond a threshold of the rules, kept with its numerator and denominator. It is
no finding: a person looks into it and decides. Source: M21; domain.md 2.8; E5 55, 56.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from service.domain.named import Named

# An address or a telephone is somebody's own; many people bear the same name.
TELLING = frozenset({"address", "contact_phone"})


class RiskSign(Named):
    """What may be seen in the figures of an entity at a center."""

    SHORT_MAINTENANCE = "short_maintenance", "授权后维持年限低", "Kept for a short time"
    MANY_JOINT = "many_joint", "大量共同申请", "Many joint requests"
    MANY_NON_FIRST = (
        "many_non_first",
        "大量非第一申请人请求",
        "Many requests as non-first applicant",
    )
    MANY_TRANSFERS = "many_transfers", "授权后短期转让多", "Many early transfers"
    LOW_QUALIFIED = "low_qualified", "预审合格率低", "Low qualified rate"
    FEW_INSURED = "few_insured", "参保人数少", "Few insured staff"
    IP_SERVICE = "ip_service", "主营知识产权服务", "IP services as main business"
    LIKE_BANNED = "like_banned", "与禁期主体同址同人", "Shares contacts with a banned entity"


@dataclass(frozen=True, kw_only=True)
class Watched:
    """The figures of one entity at one center over the window looked back on.

    like_banned  (what is the same, code of the banned entity), one pair each
    """

    received: int = 0
    accepted: int = 0
    qualified: int = 0
    as_co_applicant: int = 0
    as_non_first: int = 0
    patents: int = 0
    lapsed_early: int = 0
    transferred_early: int = 0
    insured: int | None = None
    ip_service: bool | None = None
    like_banned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From where on a figure is a sign, by the rules of the center's place.

    minimum  requests accepted below which a rate says nothing
    """

    minimum: int
    lapses: int
    joint: int
    non_first: int
    transfers: int
    qualified_rate: Decimal
    insured: int


@dataclass(frozen=True, kw_only=True)
class Risk:
    """One sign that was seen, with the figures behind it. `of` is None where nothing is divided."""

    sign: RiskSign
    number: int
    of: int | None
    threshold: str
    detail: tuple[tuple[str, str], ...] = ()


def risks(seen: Watched, line: Thresholds) -> tuple[Risk, ...]:
    """Every sign in these figures, in a fixed order."""
    return tuple(_risks(seen, line))


def _risks(seen: Watched, line: Thresholds) -> Iterator[Risk]:
    reached = (
        (RiskSign.SHORT_MAINTENANCE, seen.lapsed_early, seen.patents, line.lapses),
        (RiskSign.MANY_JOINT, seen.as_co_applicant, seen.received, line.joint),
        (RiskSign.MANY_NON_FIRST, seen.as_non_first, seen.received, line.non_first),
        (RiskSign.MANY_TRANSFERS, seen.transferred_early, seen.patents, line.transfers),
    )
    for sign, number, of, least in reached:
        if 0 < least <= number:
            yield Risk(sign=sign, number=number, of=of, threshold=f"≥ {least}")
    if seen.accepted >= max(line.minimum, 1) and (
        seen.qualified * 100 <= line.qualified_rate * seen.accepted
    ):
        yield Risk(
            sign=RiskSign.LOW_QUALIFIED,
            number=seen.qualified,
            of=seen.accepted,
            threshold=f"≤ {line.qualified_rate:f}%",
        )
    if seen.insured is not None and seen.insured < line.insured:
        yield Risk(
            sign=RiskSign.FEW_INSURED, number=seen.insured, of=None, threshold=f"< {line.insured}"
        )
    if seen.ip_service:
        yield Risk(sign=RiskSign.IP_SERVICE, number=1, of=None, threshold="")
    alike = _alike(seen.like_banned)
    if alike:
        yield Risk(
            sign=RiskSign.LIKE_BANNED,
            number=len({code for _, code in alike}),
            of=None,
            threshold="≥ 1",
            detail=alike,
        )


def _alike(shared: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What is shared with banned entities with which more than a person's name is shared."""
    meant = {code for name, code in shared if name in TELLING}
    return tuple(pair for pair in shared if pair[1] in meant)
