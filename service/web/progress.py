"""How far a long request is: written beside the documents by whoever works, read by the page.

A file, so that whichever process is asked can answer. It only helps: without it the work is done
all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import request

from service.web.blueprint import web
from service.web.desk import office

_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,100}")


def _place(token: str) -> Path | None:
    return office().documents / "progress" / token if _TOKEN.fullmatch(token) else None


def progress_of_request() -> tuple[Callable[[int, int], None], Callable[[], None]]:
    """(tell how many are done of how many, forget it), under the key of the form being sent."""
    place = _place(request.form.get("idempotency_key", ""))

    def tell(done: int, total: int) -> None:
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{done} {total}")

    def forget() -> None:
        if place is not None:
            place.unlink(missing_ok=True)

    return tell, forget


@web.get("/progress/<token>")
def progress(token: str) -> Any:
    """{"done", "total"}; zeros while nothing is known."""
    place = _place(token)
    try:
        done, total = map(int, place.read_text().split()) if place else (0, 0)
    except (OSError, ValueError):
        done = total = 0
    return {"done": done, "total": total}
