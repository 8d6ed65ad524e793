"""Lists: a province compiles for the round that is open, or proposes changes between rounds."""

from __future__ import annotations

from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import Actor, Role
from service.office import Unit
from service.store import lists, people


@opener("list_compilation", Role.PROVINCIAL_OFFICER)
def _list(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """The list of the officer's own office."""
    province = next(p.org_code for p in actor.posts if p.role is Role.PROVINCIAL_OFFICER)
    if answers.get("basis") != "round":
        return about_changes(unit, province)
    found = lists.open_round(unit.connection)
    if found is None or province not in found["offices"]:
        zh = "现在没有向本单位开启的编报。可以按“变更”提请。"
        raise _wrong(zh, "No round is open for your office; propose changes instead.")
    if lists.live_of_round(unit.connection, found["id"], province) is not None:
        zh = "本轮已有在办或已列入的名单，在那一案里办理。"
        raise _wrong(zh, "Your office has a list in this round already: work on that case.")
    answers["round"] = found["id"]
    return about_round(unit, found, province)


def about_round(unit: Unit, found: dict[str, object], province: str) -> Opening:
    """What a case of a round is about."""
    zh, en = _office(unit, province)
    return Opening(
        province=province, subject=f"{found['name']}：{zh}", subject_en=f"{found['name_en']}: {en}"
    )


def about_changes(unit: Unit, province: str) -> Opening:
    """What a case of changes between rounds is about."""
    zh, en = _office(unit, province)
    return Opening(
        province=province, subject=f"名单变更：{zh}", subject_en=f"Changes of the list: {en}"
    )


def _office(unit: Unit, province: str) -> tuple[str, str]:
    row = people.organisation_by_code(unit.connection, province) or {}
    name_en = str(row.get("name_en", province))
    return str(row.get("short_zh", province)), name_en.replace(
        " Intellectual Property Administration", ""
    )


def _wrong(zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field="basis", zh=zh, en=en),))
