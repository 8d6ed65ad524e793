"""Bytes of uploaded files, kept outside the database under their SHA-256."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def place_of(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def write_bytes(folder: Path, digest: str, content: bytes) -> None:
    """Whole or not at all, whatever stops us in the middle."""
    place = place_of(folder, digest)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, place)
