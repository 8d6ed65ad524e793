"""Who words which notice: a subject's sayer gives (title, sentence), None for another's kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import url_for

from service.office import Unit
from service.web.views import Link
from service.web.views_register import NoticeLine
from service.web.words import day_long, instant

Sayer = Callable[[str, dict[str, Any]], tuple[str, str] | None]
Linker = Callable[[str, dict[str, Any]], Link | None]
SAYERS: list[Sayer] = []
LINKERS: list[Linker] = []


def sayer(say: Sayer) -> Sayer:
    """Enter a function that words some kinds of notice."""
    SAYERS.append(say)
    return say


def linker(link: Linker) -> Linker:
    """Enter a function that says where some kinds of notice lead, if not to their case."""
    LINKERS.append(link)
    return link


def notice_line(unit: Unit, row: dict[str, Any]) -> NoticeLine:
    title, body = said(row["kind"], row["gaps"] or {})
    link = None
    elsewhere = [found for find in LINKERS if (found := find(row["kind"], row["gaps"] or {}))]
    if elsewhere:
        link = elsewhere[0]
    elif row["number"]:
        link = Link(row["number"], url_for("web.case", number=row["number"]))
    return NoticeLine(
        title=title,
        body=body,
        when=instant(row["created_at"], unit.today),
        at=row["created_at"].isoformat(),
        case=link,
        unread=row["read_at"] is None,
    )


def said(kind: str, gaps: dict[str, Any]) -> tuple[str, str]:
    """(title, sentence); an unknown kind shows itself, never an error."""
    for say in SAYERS:
        found = say(kind, gaps)
        if found is not None:
            return found
    return kind, ""


def day_words(text: str) -> str:
    """An ISO day in words, or nothing."""
    return day_long(date.fromisoformat(text)) if text else ""
