"""Sheets that people fill in: xlsx and CSV read and written as plain cells of text.

The only place that knows openpyxl. Nothing in a file is ever evaluated.
"""

from service.sheets.reading import Sheet, read_sheet
from service.sheets.writing import csv_text, xlsx_bytes

__all__ = ["Sheet", "csv_text", "read_sheet", "xlsx_bytes"]
