"""Rule parameters of services with their defaults."""

from __future__ import annotations

from service.domain.rule_types import Entry

RULES: tuple[Entry, ...] = ()
