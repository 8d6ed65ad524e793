"""Before a file is opened: is it of bearable size, without anything that expands?"""

from __future__ import annotations

import io
import zipfile

from service.domain.errors import FieldError, InvalidForm, Refusal, TooLarge
from service.sheets.model import Limits

HEAD = 2048  # where a part of a workbook declares what it is
_ZIP, _OLD_BINARY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!D".encode("utf-16-be"))


def unreadable(zh: str, en: str) -> InvalidForm:
    """The file is not taken; both sentences say what to do."""
    return InvalidForm(fields=(FieldError(field="file", zh=zh, en=en),))


def is_workbook(content: bytes) -> bool:
    """Whether the file is packed, as xlsx is; else it is read as CSV."""
    return content.startswith(_ZIP)


def check_file(content: bytes, limits: Limits) -> None:
    """What can be said at a glance. Raises TooLarge, InvalidForm."""
    if len(content) > limits.content:
        size = f"{limits.content // 1024 // 1024} MB"
        zh, en = f"文件超过 {size}。请分成几个文件。", f"The file is over {size}. Split it."
        raise TooLarge(limit=size, fields=(FieldError(field="file", zh=zh, en=en),))
    if not content.strip():
        raise unreadable("文件是空的。", "The file is empty.")
    if content.startswith(_OLD_BINARY):
        raise unreadable(
            "这是旧的 xls 格式，或加了密码。请另存为不加密的 xlsx 或 CSV 再传。",
            "This is the old xls format, or protected by a password. Save it as plain xlsx or CSV.",
        )


def check_workbook(content: bytes, limits: Limits) -> None:
    """Raises InvalidForm for what is no workbook, or one that would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_parts(parts, limits)
    except Refusal:
        raise
    except Exception as broken:  # a damaged archive fails in any of a dozen ways
        raise unreadable(
            "文件打不开，可能损坏。请在表格软件里另存为 xlsx 再传。",
            "The file can not be opened; it may be damaged. Save it as xlsx again.",
        ) from broken


def _check_parts(parts: zipfile.ZipFile, limits: Limits) -> None:
    """A small file may unfold to gigabytes: asked of its table of contents, before unfolding."""
    found = parts.infolist()
    unfolded = sum(part.file_size for part in found)
    if len(found) > limits.parts or unfolded > limits.unpacked:
        raise unreadable(
            "文件解开后太大，不予读取。请只保留要导入的工作表，另存后再传。",
            "The file unfolds to too much. Keep only the sheet to import, and save it again.",
        )
    if "[Content_Types].xml" not in parts.namelist():
        raise unreadable(
            "这不是 xlsx 文件。请另存为 xlsx 或 CSV 再传。",
            "This is no xlsx file. Save it as xlsx or CSV.",
        )
    for part in found:
        if part.filename.lower().endswith((".xml", ".rels")):
            with parts.open(part) as stream:
                head = stream.read(HEAD)
            if any(mark in head for mark in _DECLARES):
                raise unreadable(
                    "文件里有不允许的声明（DOCTYPE）。请另存为普通 xlsx。",
                    "The file declares a DOCTYPE, which is not taken. Save it as plain xlsx.",
                )
