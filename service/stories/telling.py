"""How a story that went wrong is told: where, what was expected, and where the case waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.domain.errors import Refusal
from service.store.cases import Case
from service.stories.model import Said
from service.stories.people import StepFailed, failed


def said_of(error: StepFailed | Refusal) -> tuple[Said, ...]:
    """A refusal in its own words, each wrong field on a line."""
    if isinstance(error, StepFailed):
        return error.said
    fields = tuple(Said(zh=f"{f.field}：{f.zh}", en=f"{f.field}: {f.en}") for f in error.fields)
    zh, en = error.message("zh"), error.message("en")
    return (Said(zh=f"被拒绝（{error.code}）：{zh}", en=f"refused ({error.code}): {en}"), *fields)


def broken(error: Exception) -> Said:
    """The service itself failed: no refusal, a fault."""
    what = f"{type(error).__name__}: {error}"
    return Said(zh=f"服务出了故障：{what}", en=f"the service failed: {what}")


def at_step(where: tuple[str, str], said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(Said(zh=f"{where[0]}：{s.zh}", en=f"{where[1]}: {s.en}") for s in said)


def where_it_waits(case: Case, places: list[tuple[str, str]]) -> Said:
    if case.status == "ended":
        return Said(
            zh=f"案件 {case.number} 已办结：{case.outcome}",
            en=f"case {case.number} has ended: {case.outcome}",
        )
    zh = "、".join(f"{element}（{label}）" for element, label in places) or "无处"
    en = ", ".join(element for element, _ in places) or "nowhere"
    return Said(zh=f"案件 {case.number} 停在：{zh}", en=f"case {case.number} waits at: {en}")


def check_refusal(refusal: Refusal | None, wanted: Any) -> None:
    """`wanted` is a code, or {code, field, says}; None when the step must succeed."""
    if wanted is None:
        if refusal is not None:
            raise StepFailed(*said_of(refusal))
        return
    asked = wanted if isinstance(wanted, dict) else {"code": wanted}
    if refusal is None:
        raise failed(
            f"refused：应被拒绝（{asked.get('code')}），实际办成了",
            f"refused: expected {asked.get('code')}, but it was done",
        )
    words = " ".join(f"{s.zh} {s.en}" for s in said_of(refusal))
    fits = (
        asked.get("code", refusal.code) == refusal.code
        and asked.get("field") in (None, *(f.field for f in refusal.fields))
        and str(asked.get("says", "")) in words
    )
    if not fits:
        first = said_of(refusal)
        raise StepFailed(
            Said(zh=f"refused：应为 {asked}，实为", en=f"refused: expected {asked}, found"), *first
        )
