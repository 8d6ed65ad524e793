"""Files outside the database, named by their SHA-256: written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_file(folder: Path, content: bytes) -> str:
    """Keep these bytes; their SHA-256, by which `kept_file` finds them again."""
    digest = hashlib.sha256(content).hexdigest()
    place = folder / digest[:2] / digest
    if place.exists():
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, place)
    return digest


def kept_file(folder: Path, digest: str) -> bytes | None:
    """The bytes of a SHA-256; None where there are none, or it is none."""
    if not _DIGEST.fullmatch(digest):
        return None
    place = folder / digest[:2] / digest
    return place.read_bytes() if place.is_file() else None
