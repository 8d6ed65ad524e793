"""Tables to be saved as files: xlsx and CSV, in which no cell can act as a formula (E7 87)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from service.sheets import Table, write_book, write_rows

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Rows = Iterable[Iterable[object]]


def table_file(kind: str, name: str, head: Sequence[str], rows: Rows) -> Response:
    """The table as something to be saved, kept by no cache.

    kind  xlsx or csv; `name` is the file's, without its ending
    """
    return _saved(kind, name, write_rows(kind, name, [head, *_plain(rows)]))


def book_file(name: str, sheets: Iterable[tuple[str, Iterable[str], Rows]]) -> Response:
    """Several tables as one xlsx; each (title, head, rows)."""
    tables = [Table(name=title, rows=[[*head], *_plain(rows)]) for title, head, rows in sheets]
    return _saved("xlsx", name, write_book(tables))


def _plain(rows: Rows) -> list[list[object]]:
    return [["" if cell is None else cell for cell in row] for row in rows]


def _saved(kind: str, name: str, content: bytes) -> Response:
    found = Response(content, content_type=TYPES[kind])
    found.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    found.headers["Cache-Control"] = "no-store"
    return found
