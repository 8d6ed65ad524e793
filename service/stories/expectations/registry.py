"""The registry of expectations. Each gives (expected, found), or None where they agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from service.office import Unit
from service.store.cases import Case

if TYPE_CHECKING:
    from service.stories.scene import Scene

Row = dict[str, Any]
Difference = tuple[Any, Any] | None


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the house. `case` is None before there is one."""

    scene: Scene
    unit: Unit
    case: Case | None
    entity: str | None

    @property
    def mine(self) -> Case:
        if self.case is None:
            self.scene.case_id(None)
        assert self.case is not None
        return self.case


Ask = Callable[[Look, Any], Difference]
EXPECTATIONS: dict[str, Ask] = {}


def expectation(name: str) -> Callable[[Ask], Ask]:
    """Enter a function under the name that stories use."""

    def enter(ask: Ask) -> Ask:
        EXPECTATIONS[name] = ask
        return ask

    return enter


def differs(wanted: Any, found: Any) -> Difference:
    return None if wanted == found else (wanted, found)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def day_of(value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))
