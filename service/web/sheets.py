"""Tables to be saved as files: xlsx and CSV, in which no cell can act as a formula (E7 87)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from service.sheets import write_rows

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Rows = Iterable[Iterable[object]]


def table_file(kind: str, name: str, head: Sequence[str], rows: Rows) -> Response:
    """The table as something to be saved, kept by no cache.

    kind  xlsx or csv; `name` is the file's, without its ending
    """
    lines = [["" if cell is None else cell for cell in row] for row in rows]
    found = Response(write_rows(kind, name, [head, *lines]), content_type=TYPES[kind])
    found.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    found.headers["Cache-Control"] = "no-store"
    return found
