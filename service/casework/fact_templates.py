"""An empty table to fill in: the titles of a layout in the reader's language."""

from __future__ import annotations

from service.domain.fact_rows import FactLayout
from service.sheets import write_rows


def template(layout: FactLayout, lang: str, kind: str = "xlsx") -> bytes:
    """The file, xlsx or csv; `lang` is zh or en: either is read again."""
    titles = [column.zh if lang == "zh" else column.en for column in layout.columns]
    return write_rows(kind, layout.zh if lang == "zh" else layout.en, [titles])
