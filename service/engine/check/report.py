"""Findings as they are gathered: each names its element, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.domain.errors import Finding
from service.engine.diagram import Flow, Node
from service.engine.language.errors import BadText

MAX_FINDINGS = 200


@dataclass
class Report:
    """The findings about one set of files; the same thing is said once."""

    found: list[Finding] = field(default_factory=list)

    def add(
        self, code: str, zh: str, en: str, element: str | None = None, line: int | None = None
    ) -> None:
        finding = Finding(code=code, zh=zh, en=en, element=element, line=line)
        if finding not in self.found and len(self.found) < MAX_FINDINGS:
            self.found.append(finding)

    def at(self, code: str, node: Node | Flow, zh: str, en: str) -> None:
        """A finding about something drawn; `zh` and `en` go on after its name."""
        named = f"“{node.label}”" if node.label else f"“{node.id}”"
        self.add(code, f"{named}{zh}", f"{node.id}: {en}", node.id or None, node.line)

    def flawed(self, bad: BadText, node: Node | Flow, what_zh: str, what_en: str) -> None:
        """Every flaw of a text that is not in the language."""
        for flaw in bad.flaws:
            zh = f"的{what_zh}：{flaw.shown('zh', bad.text)}"
            self.at("bad_expression", node, zh, f"{what_en}: {flaw.shown('en', bad.text)}")
