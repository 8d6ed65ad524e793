"""Before a file is opened: is it a workbook of bearable size, without anything that expands?"""

from __future__ import annotations

import io
import zipfile

from service.domain.errors import FieldError, InvalidForm, TooLarge

LARGEST = 8 * 1024 * 1024
UNPACKED_MOST = 120 * 1024 * 1024
PARTS_MOST = 400
HEAD = 2048
_OLD_BINARY = b"\xd0\xcf\x11\xe0"
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!D".encode("utf-16-be"))


def unreadable(zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field="file", zh=zh, en=en),))


def check_size(content: bytes) -> None:
    """Raises TooLarge, InvalidForm."""
    if len(content) > LARGEST:
        raise TooLarge(limit=f"{LARGEST // 1024 // 1024} MB")
    if not content.strip():
        raise unreadable("文件是空的。", "The file is empty.")
    if content.startswith(_OLD_BINARY):
        raise unreadable(
            "这是旧的 xls 或加密的文件。请另存为不加密的 xlsx 再导入。",
            "This is an old xls or an encrypted file. Save it as plain xlsx first.",
        )


def check_workbook(content: bytes) -> None:
    """Raises InvalidForm for what is no workbook, or one that would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_parts(parts)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as broken:
        raise unreadable(
            "文件打不开，可能损坏。请重新另存为 xlsx。",
            "The file can not be opened; it may be damaged. Save it as xlsx again.",
        ) from broken


def _check_parts(parts: zipfile.ZipFile) -> None:
    found = parts.infolist()
    if len(found) > PARTS_MOST or sum(part.file_size for part in found) > UNPACKED_MOST:
        raise unreadable(
            "文件展开后太大。请只留名单这一张表，另存后再导入。",
            "The file unpacks to too much. Keep the list's sheet alone and save it again.",
        )
    if "[Content_Types].xml" not in parts.namelist():
        raise unreadable("这不是 xlsx 文件。", "This is no xlsx file.")
    for part in found:
        if part.filename.endswith((".xml", ".rels")):
            with parts.open(part) as stream:
                head = stream.read(HEAD)
            if any(mark in head for mark in _DECLARES):
                raise unreadable(
                    "文件里有不允许的声明（DOCTYPE）。请另存为普通 xlsx。",
                    "The file declares a DOCTYPE, which is not taken. Save it as plain xlsx.",
                )
