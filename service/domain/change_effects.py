"""What accepting a change will do, in words, before anybody decides.

Source: domain.md D9, C1, C2; E4 41, 44, 52, 53.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.changes import ChangeKind
from service.domain.words import COMMA_ZH, Pair


@dataclass(frozen=True, kw_only=True)
class ChangeReach:
    """What a change of an entity touches: names of centers, whether listed, until when banned."""

    kind: ChangeKind
    day: date
    filed_at: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()  # of those, the centers that do not serve the new place
    applying_at: tuple[str, ...] = ()
    listed: bool = False
    banned_until: date | None = None
    goes_on: bool = True  # after a division


def effects(reach: ChangeReach) -> tuple[Pair, ...]:
    """Each thing that follows from acceptance, in order."""
    made = list(_OWN[reach.kind](reach))
    if reach.kind in (ChangeKind.DISSOLUTION, ChangeKind.MERGER) or not reach.goes_on:
        made += _ending(reach)
    elif reach.banned_until is not None:
        made.append(
            Pair(
                f"禁期不受影响，仍到 {reach.banned_until} 止。",
                f"The ban is not touched; it holds until {reach.banned_until}.",
            )
        )
    return tuple(made)


def _rename(reach: ChangeReach) -> list[Pair]:
    return [
        Pair(
            f"自 {reach.day} 起用新名称；按曾用名仍能查到。",
            f"The new name holds from {reach.day}; the old one still finds the entity.",
        )
    ]


def _code(reach: ChangeReach) -> list[Pair]:
    return [
        Pair(
            f"自 {reach.day} 起用新代码；按原代码仍能查到，是同一个主体。",
            f"The new code holds from {reach.day}; the old one finds the same entity.",
        )
    ]


def _move(reach: ChangeReach) -> list[Pair]:
    made = [
        Pair(
            f"自 {reach.day} 起名单所属省、5% 台账按新地址算。",
            f"From {reach.day} the list and the 5% ledger go by the new place.",
        )
    ]
    if reach.leaving:
        made.append(
            Pair(
                f"{COMMA_ZH.join(reach.leaving)}不服务新地址：备案终止还是保留，由核定人写明。",
                f"{', '.join(reach.leaving)} does not serve the new place: whoever decides "
                "says whether the filing ends or stays.",
            )
        )
    return made


def _person(reach: ChangeReach) -> list[Pair]:
    return [
        Pair(
            f"自 {reach.day} 起登记新的法定代表人，原任保留在沿革里。",
            f"The new legal representative is on record from {reach.day}; the old one is kept.",
        )
    ]


def _merger(reach: ChangeReach) -> list[Pair]:
    return [
        Pair(
            "主体终止，并提出由存续方承继，由省局或国家局另行决定禁期是否随之。",
            "The entity ends, and succession of the survivor is proposed; whether a ban follows "
            "is decided by province or nation.",
        )
    ]


def _division(reach: ChangeReach) -> list[Pair]:
    return [
        Pair(
            "对每个分出的主体各提出一件承继，由省局或国家局另行决定禁期是否随之。",
            "A succession is proposed for each part; whether a ban follows is decided by "
            "province or nation.",
        )
    ]


def _dormancy(reach: ChangeReach) -> list[Pair]:
    return [Pair("只登记歇业起止，备案、名单不变。", "Shown with its days; nothing else changes.")]


def _none(reach: ChangeReach) -> list[Pair]:
    return []


_OWN = {
    ChangeKind.RENAME: _rename,
    ChangeKind.CODE_CHANGE: _code,
    ChangeKind.MOVE: _move,
    ChangeKind.LEGAL_REPRESENTATIVE: _person,
    ChangeKind.MERGER: _merger,
    ChangeKind.DIVISION: _division,
    ChangeKind.DORMANCY: _dormancy,
    ChangeKind.DISSOLUTION: _none,
}


def _ending(reach: ChangeReach) -> list[Pair]:
    made = [Pair(f"自 {reach.day} 起终止，不能再申报。", f"It ends on {reach.day} for good.")]
    if reach.filed_at:
        made.append(
            Pair(
                f"{COMMA_ZH.join(reach.filed_at)}的备案终止。",
                f"Its filing at {', '.join(reach.filed_at)} ends.",
            )
        )
    if reach.applying_at:
        made.append(Pair("在办的申请结束。", "Applications under way end."))
    if reach.listed:
        made.append(Pair("移出精准服务名单（非因违规）。", "It leaves the list, not for cause."))
    if reach.banned_until is not None:
        made.append(
            Pair(
                f"禁期记录保留，到 {reach.banned_until} 止；请核查有无承继。",
                f"The ban stays on record until {reach.banned_until}; look for a successor.",
            )
        )
    return made
