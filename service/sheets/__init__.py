"""Spreadsheets: bytes to rows of cells, rows to bytes; knows nothing of what they say.

Officers send what Excel made of a table: xlsx, or CSV in UTF-8 or GB 18030. The only place that
knows openpyxl: nothing in a file is ever run, and what is written can not become a formula.
"""

from service.sheets.model import Cell, Limits, Row, Unreadable
from service.sheets.model import Sheet as SheetOfCells
from service.sheets.read import read_rows
from service.sheets.reading import Sheet, read_sheet
from service.sheets.write import write_book, write_rows
from service.sheets.writing import csv_text, xlsx_bytes

__all__ = [
    "Cell",
    "Limits",
    "Row",
    "Sheet",
    "SheetOfCells",
    "Unreadable",
    "csv_text",
    "read_rows",
    "read_sheet",
    "write_book",
    "write_rows",
    "xlsx_bytes",
]
