"""Spreadsheets: bytes to rows of cells, rows to bytes; knows nothing of what they say.

Officers send what Excel made of a table: xlsx, or CSV in UTF-8 or GB 18030. Nothing in a file is
ever run: formulas come back as such, and what is written can not become one.
"""

from service.sheets.model import Cell, Limits, Row, Sheet, Unreadable
from service.sheets.read import read_rows
from service.sheets.write import write_rows

__all__ = ["Cell", "Limits", "Row", "Sheet", "Unreadable", "read_rows", "write_rows"]
