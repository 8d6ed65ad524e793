"""What can be wrong with an expression: a flaw in its text, or a failure while it is computed."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.errors import Fault


@dataclass(frozen=True)
class Flaw:
    """One thing wrong with a text; line and column count from 1."""

    zh: str
    en: str
    line: int = 1
    column: int = 1

    def shown(self, lang: str, text: str) -> str:
        if lang == "zh":
            return f"第 {self.line} 行第 {self.column} 个字：{self.zh}（{_short(text)}）"
        return f"line {self.line}, character {self.column}: {self.en} ({_short(text)})"


class BadText(ValueError):
    """A text that is not in the language; `flaws` is never empty."""

    def __init__(self, text: str, flaws: tuple[Flaw, ...]) -> None:
        self.text = text
        self.flaws = flaws
        super().__init__(flaws[0].shown("en", text))


class ExpressionError(Fault):
    """An expression could not be computed over the data it met; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str, text: str = "", column: int = 0) -> None:
        self.zh = zh
        self.en = en
        self.text = text
        self.column = column
        where = f" at character {column} of {_short(text)}" if text else ""
        super().__init__(en + where)

    def within(self, text: str, column: int) -> ExpressionError:
        """The same error placed in its text, unless it is placed already."""
        return self if self.text else ExpressionError(self.zh, self.en, text, column)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:77] + "..."
