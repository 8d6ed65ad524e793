"""May this person see a shared item, its case, the receipts of others? Asked in one place."""

from __future__ import annotations

from typing import Any

from service.casework.access import SEES_ALL
from service.domain.errors import NotFound
from service.domain.roles import Actor, Level
from service.office import Unit
from service.store import shared_pages, sharing

Row = dict[str, Any]


def own_orgs(actor: Actor) -> list[str]:
    """Offices and centers that the person works for; who keeps the service works for none."""
    levels = (Level.CENTER, Level.PROVINCE)
    return [post.org_code for post in actor.posts if post.role.level in levels]


def sees_all(actor: Actor) -> bool:
    return actor.holds(*SEES_ALL)


def visible_items(actor: Actor) -> Any:
    """The SQL condition over items that every list uses: the same as `item_seen`."""
    places = {level: [p.org_code for p in actor.posts if p.role.level is level] for level in Level}
    return shared_pages.visible_items(
        sees_all=sees_all(actor),
        provinces=places[Level.PROVINCE],
        centers=places[Level.CENTER],
    )


def item_seen(unit: Unit, actor: Actor, item_id: int) -> Row:
    """The item; raises NotFound to whoever may not see it."""
    item = sharing.item_by_id(unit.connection, item_id)
    if item is None or not (answers_for(actor, item) or _got(unit, actor, item_id)):
        raise NotFound(what_zh="这条通报", what_en="such notice")
    return item


def answers_for(actor: Actor, item: Row) -> bool:
    """Whether it is the person's own item: then what is not sent yet is shown, too."""
    own = own_orgs(actor)
    return sees_all(actor) or item["province"] in own or (item["center_code"] or "-") in own


def sees_answers_of(actor: Actor, item: Row, receipt: Row) -> bool:
    """The nation sees all answers, an office those of its region, a center its own."""
    offices = [post.org_code for post in actor.posts if post.role.level is Level.PROVINCE]
    return (
        sees_all(actor)
        or receipt["province"] in offices
        or receipt["org_code"] in own_orgs(actor)
        or item["province"] in offices
    )


def _got(unit: Unit, actor: Actor, item_id: int) -> bool:
    held = sharing.holders(unit.connection, item_id)
    return any(org in held for org in own_orgs(actor))
