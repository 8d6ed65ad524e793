"""Documents: a file is uploaded, then named in a form; it is read with its case."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from flask import send_file
from flask_smorest.fields import Upload
from marshmallow import Schema, fields

from service.actions.keep_document import LARGEST, keep_document
from service.api import door
from service.api.fields import LARGEST_ID
from service.api.parsing import Blueprint, no_nul
from service.api.seeing import document_seen
from service.domain.errors import NotFound

blp = Blueprint("documents", __name__, description="文件 · Documents")
ONE = f"/documents/<int(max={LARGEST_ID}):document_id>"


class UploadAsked(Schema):
    """A PDF, PNG or JPEG of at most 20 MB."""

    file = Upload(required=True)


class Kept(Schema):
    """Name the document in an answer by its id, as text."""

    document_id = fields.Integer(required=True)
    name = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)


@blp.route("/documents", methods=["POST"])
@blp.arguments(UploadAsked, location="files")
@blp.response(201, Kept)
def upload(asked: dict[str, Any]) -> Any:
    """Upload a file; it belongs to a case once an answer names it"""
    file = asked["file"]
    name = file.filename or "document"
    if "\0" in name:
        raise no_nul()
    content = file.stream.read(LARGEST + 1)
    said = name.encode() + b"\0" + hashlib.sha256(content).digest()
    done = door.act(keep_document, said=said, name=name, stream=BytesIO(content))
    return door.answered(done, 201)


@blp.route(ONE, methods=["GET"])
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def document(document_id: int) -> Any:
    """The file, as a download; for its uploader and those who may see its case"""
    row = document_seen(document_id)
    place = door.office().documents / row["sha256"][:2] / row["sha256"]
    if not place.is_file():
        raise NotFound(what_zh="这份文件", what_en="such document")
    answer = send_file(
        place.resolve(),
        mimetype=row["media_type"],
        as_attachment=True,
        download_name=row["name"],
        etag=False,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
