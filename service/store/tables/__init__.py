"""The tables, one module a subject. Migrations are compared with this in the tests."""

from service.store.database import metadata
from service.store.tables import cases, entities, facts, house, machinery, people, proposals

__all__ = ["cases", "entities", "facts", "house", "machinery", "metadata", "people", "proposals"]
