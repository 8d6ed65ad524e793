"""Spreadsheets: bytes to rows of cells, rows to bytes; knows nothing of what they say.

Officers send what Excel made of a table: xlsx, or CSV in UTF-8 or GB 18030. The only place that
knows openpyxl: nothing in a file is ever run, and what is written can not become a formula.

guard     what is refused before a file is opened
read      bytes to sheets
model     what is read: sheets, rows, cells; and how much of them
formulas  what a spreadsheet would run, marked as text on the way out, unmarked on the way in
write     rows to bytes
"""

from service.sheets.guard import check_file, is_workbook
from service.sheets.model import Cell, Limits, Row, Sheet
from service.sheets.read import decoded, read_sheets
from service.sheets.write import Table, write_book, write_rows

__all__ = [
    "Cell",
    "Limits",
    "Row",
    "Sheet",
    "Table",
    "check_file",
    "decoded",
    "is_workbook",
    "read_sheets",
    "write_book",
    "write_rows",
]
