"""The twelve procedures: their keys, the letter of their case numbers, and who learns of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """What holds for every case of one process, whatever version it runs on.

    letter          begins the case numbers: A33-2026-00001
    open_to_entity  whether the entity a case is about sees it from its opening; if not, only
                    once it was asked something in it (a clue, an alert)
    """

    key: str
    letter: str
    open_to_entity: bool


def _open(key: str, letter: str) -> Procedure:
    return Procedure(key=key, letter=letter, open_to_entity=True)


def _closed(key: str, letter: str) -> Procedure:
    return Procedure(key=key, letter=letter, open_to_entity=False)


PROCEDURES: dict[str, Procedure] = {
    found.key: found
    for found in (
        _open("admission_review", "A"),
        _closed("violation_handling", "V"),
        _open("reapplication_cooling", "R"),
        _open("appeal", "B"),
        _closed("list_compilation", "L"),
        _open("service_contact", "S"),
        _open("cross_region_service", "K"),
        _open("periodic_review", "P"),
        _closed("effectiveness_evaluation", "E"),
        _closed("monitoring_alert", "M"),
        _closed("information_sharing", "I"),
        _closed("regional_assessment", "G"),
    )
}
CLOSED_TO_ENTITY = frozenset(p.key for p in PROCEDURES.values() if not p.open_to_entity)


def series_of(process_key: str, place: str, year: int) -> str:
    """The series of case numbers: "A33-2026"; the nation's own are "G00-2026".

    place  the office code the case belongs to, or the nation's
    """
    known = PROCEDURES.get(process_key)
    region = place[:2] if place[:2].isdigit() else "00"
    return f"{known.letter if known else 'X'}{region}-{year}"
