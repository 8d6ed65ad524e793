"""A file is uploaded: its bytes are kept outside the database, its SHA-256 inside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from service.domain.errors import FieldError, InvalidForm, TooLarge
from service.domain.roles import Actor
from service.office import Office
from service.office.kept_files import keep_file
from service.store import documents

LARGEST = 20 * 1024 * 1024
# What the first bytes must be; a name alone proves nothing.
KINDS = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
}


@dataclass(frozen=True, kw_only=True)
class DocumentKept:
    document_id: int
    name: str
    size: int
    sha256: str


def keep_document(office: Office, *, actor: Actor, name: str, stream: BinaryIO) -> DocumentKept:
    """Keep a PDF or picture of at most 20 MB. Raises TooLarge, InvalidForm (neither of them)."""
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLarge(limit="20 MB")
    media_type = next((kind for kind, marks in KINDS.items() if content.startswith(marks)), None)
    if media_type is None:
        wrong = FieldError(
            field="file",
            zh="只收 PDF、PNG、JPEG 文件，这个不是。请转换后再传。",
            en="Only PDF, PNG and JPEG files are taken; this is none. Convert it first.",
        )
        raise InvalidForm(fields=(wrong,))
    digest = keep_file(office.documents, content)
    with office.begin() as unit:
        row = {
            "name": Path(name.replace("\\", "/")).name[:200] or "document",
            "media_type": media_type,
            "size": len(content),
            "sha256": digest,
            "uploaded_by": actor.person_id,
            "uploaded_at": unit.now,
        }
        kept = documents.add_document(unit.connection, row)
        return unit.done(
            DocumentKept(document_id=kept, name=str(row["name"]), size=len(content), sha256=digest)
        )
