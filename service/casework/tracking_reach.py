"""Whose figures somebody sees: a center its own, a province its centers', the nation all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.errors import NotFound
from service.domain.roles import NATION_CODE, Actor, Level, Role
from service.office import Unit
from service.store import people
from service.store.tallies import Whose

SEES_ALL = (Role.NATIONAL_OFFICER, Role.NATIONAL_LEADER, Role.AUDITOR)
AT_CENTER = (Role.REVIEWER, Role.CENTER_HEAD, Role.INTAKE_OFFICER, Role.VIOLATION_OFFICER,
             Role.SECOND_REVIEWER)  # fmt: skip
NOTHING = NotFound(what_zh="这里的数据", what_en="such figures")


@dataclass(frozen=True, kw_only=True)
class FigurePlace:
    """A place whose figures may be shown. `level` is nation, province or center."""

    code: str
    level: str
    zh: str
    en: str
    province: str

    @property
    def whose(self) -> Whose:
        if self.level == "center":
            return Whose(center=self.code)
        return Whose(province=self.code) if self.level == "province" else Whose()


def sees_figures(actor: Actor) -> bool:
    """Whether any post of the actor's sees figures of a place."""
    return actor.holds(*SEES_ALL, *AT_CENTER) or any(
        post.role.level is Level.PROVINCE for post in actor.posts
    )


def widest(actor: Actor) -> str:
    """Code of the widest place the actor sees. Raises NotFound for whoever sees none."""
    if actor.holds(*SEES_ALL):
        return NATION_CODE
    for level in (Level.PROVINCE, Level.CENTER):
        for post in actor.posts:
            if post.role.level is level and (level is Level.PROVINCE or post.role in AT_CENTER):
                return post.org_code
    raise NOTHING


def place_seen(unit: Unit, actor: Actor, code: str) -> FigurePlace:
    """The place of a code, if the actor sees its figures. Raises NotFound."""
    row = people.organisation_by_code(unit.connection, code)
    if row is None or row["kind"] not in ("nation", "office", "center"):
        raise NOTHING
    level = {"nation": "nation", "office": "province", "center": "center"}[row["kind"]]
    province = row["province"] or code
    own = {post.org_code for post in actor.posts if post.role in AT_CENTER}
    own |= {post.org_code for post in actor.posts if post.role.level is Level.PROVINCE}
    if not (actor.holds(*SEES_ALL) or code in own or (level == "center" and province in own)):
        raise NOTHING
    return FigurePlace(
        code=code, level=level, zh=row["short_zh"], en=row["name_en"], province=province
    )


def places_inside(unit: Unit, place: FigurePlace) -> Iterator[FigurePlace]:
    """The provinces of the nation, or the protection centers of a province."""
    kind = {"nation": "office", "province": "center"}.get(place.level)
    for row in people.organisations(unit.connection, kind) if kind else []:
        if kind == "center" and (
            row["province"] != place.code or row["center_kind"] != "protection"
        ):
            continue
        yield FigurePlace(
            code=row["code"],
            level="province" if kind == "office" else "center",
            zh=row["short_zh"],
            en=row["name_en"],
            province=row["province"] or row["code"],
        )


def entity_figures(actor: Actor, entity_id: int) -> Whose:
    """What of an entity's figures the actor sees: at their center, in their province, or all.

    Its own contact person sees all of its own. Raises NotFound.
    """
    if actor.entity_id is not None:
        if actor.entity_id != entity_id:
            raise NOTHING
        return Whose(entity_id=entity_id)
    code = widest(actor)
    if code == NATION_CODE:
        return Whose(entity_id=entity_id)
    if code[:2].isdigit():
        return Whose(entity_id=entity_id, province=code)
    return Whose(entity_id=entity_id, center=code)
