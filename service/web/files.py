"""Papers that belong to no case, as downloads; whoever calls has checked that they may be seen."""

from __future__ import annotations

from typing import Any

from flask import send_file

from service.domain.errors import NotFound
from service.store import documents
from service.web.desk import office, reading


def send_kept(ids: list[int], document_id: int) -> Any:
    """The document, if it is one of these. Raises NotFound."""
    row = documents.document_by_id(reading().connection, document_id)
    if row is None or document_id not in ids:
        raise NotFound(what_zh="这份文件", what_en="such file")
    place = (office().documents / row["sha256"][:2] / row["sha256"]).resolve()
    return send_file(
        place, mimetype=row["media_type"], as_attachment=True, download_name=row["name"]
    )
