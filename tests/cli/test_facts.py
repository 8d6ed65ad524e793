"""mingdan facts: a table is made, imported with its progress, listed and taken back."""

from pathlib import Path

from service.sheets import read_sheets, write_rows

HEAD = ["统一社会信用代码", "保护中心", "月份", "专利类型", "接收件数", "受理件数", "合格件数"]


def test_every_command_teaches_with_an_example(mingdan):
    for words in ((), ("import",), ("template",), ("batches",), ("take-back",)):
        said = mingdan("facts", *words, "--help")
        assert said.exit_code == 0
        assert "Example" in said.output or not words


def test_a_template_is_a_table_that_can_be_read(house, tmp_path: Path):
    for name in ("preexam.xlsx", "preexam.csv"):
        file = tmp_path / name
        said = house("facts", "template", "preexam", str(file))
        assert said.exit_code == 0
        assert "required" in said.output
        (sheet,) = read_sheets(file.read_bytes())
        assert sheet.rows[0].cells[0].text == "统一社会信用代码"


def test_a_wrong_file_ends_with_2_and_names_each_cell(house, tmp_path: Path):
    file = tmp_path / "a.csv"
    row = ["91330100MA00000001", "浙江中心", "2026-13", "发明", 3, 2, 1]
    file.write_bytes(write_rows("csv", "", [HEAD, row]))
    said = house("facts", "import", "preexam", str(file))
    assert said.exit_code == 2
    assert "C2" in said.output
    assert "Write 2026-03" in said.output
    assert house("facts", "batches").output == ""


def test_nothing_is_taken_back_that_is_not_there(house):
    said = house("facts", "take-back", "F-2026-00001", "--reason", "wrong month")
    assert said.exit_code == 2
    assert "such batch" in said.output
