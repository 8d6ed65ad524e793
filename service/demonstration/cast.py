"""Whoever acts in the year: made once, remembered by post."""

from __future__ import annotations

from typing import Any

from service.actions.create_person import create_person
from service.actions.enter_demonstration import DEMONSTRATION_PASSWORD
from service.casework.actors import actor_of_login
from service.demonstration.applicants import Applicant
from service.demonstration.people import Account, staff
from service.domain.roles import Actor, Role
from service.office import Office


class Cast:
    """People by (organisation, role), in the order they were made."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._by_post: dict[tuple[str, str], list[Actor]] = {}

    def hire(self) -> None:
        for account in staff():
            self._make(account)

    def contact(self, applicant: Applicant, org: str) -> Actor:
        """The entity's contact person, with an account from the first time it acts."""
        known = self._by_post.get((org, Role.ENTITY_CONTACT.value))
        if known:
            return known[0]
        name = f"{applicant.name} 联系人"
        posts = ((org, Role.ENTITY_CONTACT.value),)
        return self._make(
            Account(
                login=applicant.login,
                name=name,
                name_en=f"Contact of entity {applicant.number}",
                posts=posts,
            )
        )

    def holder(self, org: str, role: Role, nth: int = 0) -> Actor:
        return self._by_post[org, role.value][nth]

    def everybody(self) -> tuple[Actor, ...]:
        found = {actor.login: actor for actors in self._by_post.values() for actor in actors}
        return tuple(found.values())

    def doer(self, item: dict[str, Any], applicant: Applicant, *, first: bool) -> Actor:
        """Who does this task; colleagues take turns, unless the second must stay free."""
        if item["role"] == Role.ENTITY_CONTACT.value:
            return self.contact(applicant, item["org_code"])
        holders = self._by_post[item["org_code"], item["role"]]
        return holders[0 if first else item["case_id"] % len(holders)]

    def _make(self, account: Account) -> Actor:
        create_person(
            self.office,
            actor=None,
            login=account.login,
            name=account.name,
            name_en=account.name_en,
            password=DEMONSTRATION_PASSWORD,
            posts=account.posts,
        )
        with self.office.read() as unit:
            actor = actor_of_login(unit, account.login)
        for post in account.posts:
            self._by_post.setdefault(post, []).append(actor)
        return actor
