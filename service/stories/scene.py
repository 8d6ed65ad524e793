"""What a story has on stage while it is played: its cases, entities and people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.domain.identity import SubstituteCode, normalise_code
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, entities
from service.store.cases import Case
from service.stories.model import EntityGiven, Story
from service.stories.people import Directory, failed


class Scene:
    """`current` is the case that a step means when it names none."""

    def __init__(self, story: Story, office: Office) -> None:
        self.story = story
        self.office = office
        self.directory = Directory(office)
        self.called: dict[str, int] = {}
        self.current: int | None = None
        self.serial = 0
        self._seen: dict[str, list[int]] = {}
        self._last = 0

    def entity(self, name: str | None = None) -> EntityGiven:
        """By name or code; the first of the story for None. Raises StepFailed."""
        for given in self.story.entities:
            if name is None or name in (given.name, given.code):
                return given
        if name is None:
            raise failed("故事里没有主体", "the story has no entity")
        raise failed(f"故事里没有主体“{name}”", f"the story has no entity {name}")

    def entity_id(self, unit: Unit, given: EntityGiven) -> int | None:
        return entities.entity_id_of(unit.connection, code_of(given))

    def org_code(self, name: str) -> str:
        """An organisation, or an entity as one."""
        if self.directory.knows(name):
            return self.directory.organisation(name)
        with self.office.read() as unit:
            found = self.entity_id(unit, self.entity(name))
        if found is None:
            raise failed(f"“{name}”还不在名册里", f"{name} is not on file yet")
        return f"E{found}"

    def person(self, name: str) -> Actor:
        org = name.rpartition(".")[0]
        if org and not self.directory.knows(org):
            return self.directory.person(name, self.org_code(org))
        return self.directory.person(name)

    def case_id(self, name: str | None) -> int:
        """The case that a step means. Raises StepFailed."""
        found = self.current if name is None else self.called.get(name)
        if found is None:
            zh = "还没有案件" if name is None else f"没有叫“{name}”的案件"
            raise failed(zh, "there is no case yet" if name is None else f"no case {name}")
        return found

    def case(self, unit: Unit, name: str | None) -> Case:
        found = cases.case_by_id(unit.connection, self.case_id(name))
        assert found is not None
        return found

    def opened(self, process: str, case_id: int, called: str | None) -> None:
        """A step opened this case; the next steps mean it."""
        self.current = case_id
        self._see(process, case_id)
        if called is not None:
            self.called[called] = case_id

    def follow(self) -> None:
        """Cases that others set off can be named by their process: the newest of each, or the
        first, second, … the story saw (“reapplication_cooling#1”)."""
        with self.office.read() as unit:
            for case_id, process in cases.opened_after(unit.connection, self._last):
                self._see(process, case_id)

    def _see(self, process: str, case_id: int) -> None:
        self._last = max(self._last, case_id)
        seen = self._seen.setdefault(process, [])
        if case_id not in seen:
            seen.append(case_id)
            self.called[f"{process}#{len(seen)}"] = case_id
            self.called[process] = case_id

    def gap(self, name: str, about: dict[str, str]) -> str:
        """What stands for <name> in an answer. Raises StepFailed."""
        if name.startswith("today"):
            days = int(name.removeprefix("today") or "0")
            with self.office.read() as unit:
                return (unit.today + timedelta(days=days)).isoformat()
        if name == "month":
            with self.office.read() as unit:
                return unit.today.isoformat()[: len("2026-08")]
        if name == "serial":
            self.serial += 1
            return str(self.serial)
        if name in about:
            return about[name]
        with self.office.read() as unit:
            return self.case(unit, name).number

    def gaps_for(self, name: str | None, named: str | None, actor: Actor) -> dict[str, str]:
        """The gaps of an answer; none about an entity in a story that has none."""
        if name is None and not self.story.entities:
            return {}
        given = self.entity(name)
        own = [post.org_code for post in actor.posts if post.org_kind == "center"]
        center = named or (own[0] if own else next(iter(given.filed_at), None))
        return self.about(given, center)

    def about(self, given: EntityGiven, center: str | None) -> dict[str, str]:
        """The gaps that speak of an entity applying at, or found at, a center."""
        home = given.province or (f"{center}" if center else None)
        row: dict[str, Any] = self.directory.row(center) if center else {}
        province = self.directory.province_of(home) if home else ""
        return {
            "code": given.code,
            "name": given.name,
            "center": row.get("code", ""),
            "industry": row.get("industries", "").partition(";")[0] or "新材料",
            "district": f"{province[:2]}0100",
        }


def code_of(given: EntityGiven) -> str:
    """The code as the register keeps it."""
    if given.substitute_proof:
        return SubstituteCode.read(given.code, given.substitute_proof).value
    return normalise_code(given.code)
