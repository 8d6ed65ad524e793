"""What the register says of an entity follows an application that passed the gate, no other."""

from __future__ import annotations

from service.store import entities
from tests.support.admissions import application
from tests.support.town import Entity, Town

INTAKE = "zhejiang.intake_officer"


def apply(town: Town, entity: Entity, **said: object) -> str | None:
    values = application(entity.code, entity.name, "zhejiang") | said
    return town.open("admission_review", INTAKE, values).outcome


def address(town: Town, entity: Entity) -> str:
    with town.office.read() as unit:
        return str(entities.entity_row(unit.connection, entity.id)["address"])


def test_the_register_follows_an_application_that_passed_the_gate(town: Town) -> None:
    entity = town.enter_entity(1)
    assert apply(town, entity, registered_address="新址路9号") is None
    assert address(town, entity) == "新址路9号"


def test_an_application_the_gate_refused_changes_nothing_in_the_register(town: Town) -> None:
    entity = town.enter_entity(1)
    before = address(town, entity)
    refused = apply(town, entity, registered_address="别处1号", industry="烹饪")
    assert refused == "not_accepted"
    assert address(town, entity) == before
