"""Who and where a story names: organisations by their short names, people by their posts."""

from __future__ import annotations

from typing import Any

from service.actions.create_person import create_person
from service.casework.actors import actor_of_login
from service.domain.roles import Actor, Role, by_title
from service.office import Office
from service.store import people
from service.stories.model import Said


class StepFailed(Exception):
    """A step did not go as the story says."""

    def __init__(self, *said: Said) -> None:
        self.said = said
        super().__init__(said[0].en)


def failed(zh: str, en: str) -> StepFailed:
    return StepFailed(Said(zh=zh, en=en))


class Directory:
    """Organisations and people of one story; a person is made when first named."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._people: dict[str, Actor] = {}
        with office.read() as unit:
            rows = people.organisations(unit.connection)
        self._orgs: dict[str, dict[str, Any]] = {}
        for row in rows:
            for name in (row["code"], row["name_zh"], row["short_zh"]):
                self._orgs.setdefault(name, row)

    def organisation(self, name: str, kind: str | None = None) -> str:
        """The code of “浙江中心”, “浙江局”, “国家局”, “浙江工信”. Raises StepFailed."""
        row = self._orgs.get(name)
        if row is None or (kind is not None and row["kind"] != kind):
            raise failed(f"没有单位“{name}”", f"there is no organisation {name}")
        return str(row["code"])

    def knows(self, name: str) -> bool:
        return name in self._orgs

    def row(self, name: str) -> dict[str, Any]:
        """Everything on file about an organisation. Raises StepFailed."""
        return self._orgs[self.organisation(name)]

    def province_of(self, name: str) -> str:
        return str(self._orgs[name]["province"])

    def person(self, name: str, entity_org: str | None = None) -> Actor:
        """“浙江中心.违规处置员”; a second one “浙江中心.违规处置员#2”; one who holds two posts
        “浙江中心.备案审核员+中心负责人”.

        entity_org  the organisation's code where the name is an entity's
        """
        org, _, titles = name.rpartition(".")
        titles, _, nth = titles.partition("#")
        try:
            roles = [by_title(title) for title in titles.split("+")]
        except KeyError:
            raise failed(f"没有岗位“{titles}”（{name}）", f"no post {titles} ({name})") from None
        return self.holder(entity_org or self.organisation(org), *roles, nth=nth or "1")

    def holder(self, org_code: str, *roles: Role, nth: str = "1") -> Actor:
        """The person of a post; made with an account nobody signs in with."""
        held = "-".join(role.value for role in roles)
        login = f"{org_code}.{held}".lower() + ("" if nth == "1" else f"-{nth}")
        if login not in self._people:
            create_person(
                self.office,
                actor=None,
                login=login,
                name="、".join(role.zh for role in roles) + ("" if nth == "1" else nth),
                password=None,
                posts=tuple((org_code, role.value) for role in roles),
            )
            with self.office.read() as unit:
                self._people[login] = actor_of_login(unit, login)
        return self._people[login]
