"""What is at hand while one case is worked on: transaction, case, actor, what to note."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from service.casework.openings.registry import Opening
from service.casework.turn import Turn
from service.domain.limits import Limit
from service.domain.roles import Actor
from service.domain.rules import Rules
from service.engine import Process
from service.office import Unit
from service.store.cases import Case
from service.store.database import Connection
from service.store.record import Entry

CLOCK = Actor(person_id=0, login="", name="系统")


@dataclass(frozen=True, kw_only=True)
class SendMessage:
    """Another case is told something; nothing happens if it does not wait for it any more."""

    case_id: int
    message: str
    payload: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class OpenFollowUp:
    """A case that this one sets off, about what `about` says.

    handed_in  the work item of an opening form that was handed in earlier and is taken over
    """

    process_key: str
    about: Opening
    values: dict[str, Any]
    handed_in: dict[str, Any] | None = None


Effect = SendMessage | OpenFollowUp


@dataclass(kw_only=True)
class Work:
    """One case in one transaction.

    data        the case's data as of this move, with the answers just given
    entries     lines for the record, in order
    effects     what must follow in other cases, in this same transaction, once this one is settled
    decision    the decision being carried out, once `on_record` has looked at it
    fixed       limits that a decision set for this case, by key, each with the day it began: they
                stand in the place of the rule for what opens in this step
    turn        what this transaction writes at its end, shared with the cases that follow
    """

    unit: Unit
    case: Case
    process: Process
    actor: Actor
    data: dict[str, Any] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    decision: dict[str, Any] | None = None
    fixed: dict[str, tuple[Limit, date]] = field(default_factory=dict)
    turn: Turn = field(default_factory=Turn)

    @property
    def connection(self) -> Connection:
        return self.unit.connection

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def rules(self) -> Rules:
        """The rules the case began with."""
        return self.unit.rules_of(self.case.rules_version)

    @property
    def entity_id(self) -> int:
        """The entity this case is about; every operation on facts needs one."""
        if self.case.entity_id is None:
            raise ValueError(f"case {self.case.number} is about no entity")
        return self.case.entity_id

    @property
    def same(self) -> Opening:
        """What this case is about and where it belongs, for a case that follows from it."""
        return Opening(
            entity_id=self.case.entity_id,
            center=self.case.center_code,
            province=str(self.case.province),
            subject=self.case.subject,
            subject_en=self.case.subject_en,
        )

    def rule(self, key: str) -> Any:
        """A rule's value today, at this case's place."""
        return self.rules.value(key, self.unit.today, self.case.province, self.case.center_code)

    def note(
        self,
        verb: str,
        element: str = "",
        detail: dict[str, Any] | None = None,
        actor: Actor | None = None,
    ) -> None:
        """One line for the record of this case."""
        by = actor or self.actor
        self.entries.append(
            Entry(
                at=self.now,
                person_id=by.person_id or None,
                actor=acting_as(by),
                verb=verb,
                element=element,
                detail=detail or {},
            )
        )

    def tell(self, org_code: str, kind: str, role: str = "", **gaps: Any) -> None:
        """A notice to an organisation, or to one role in it."""
        self.notices.append(
            {
                "case_id": self.case.id,
                "org_code": org_code,
                "role": role,
                "kind": kind,
                "gaps": gaps,
                "created_at": self.now,
            }
        )


def acting_as(actor: Actor) -> str:
    """How the record names whoever acts: the post in words, as it was then."""
    return actor.name
