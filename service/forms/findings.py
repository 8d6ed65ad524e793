"""A notebook for what is wrong with a definition, each entry naming where."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.domain.errors import Finding


@dataclass
class Findings:
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, where: str | None, zh: str, en: str) -> None:
        self.found.append(Finding(code=code, element=where, zh=zh, en=en))
