"""What each command does, refuses and says; helps that teach."""

from pathlib import Path

import click
import pytest

from service.cli import main
from tests.support.sources import ROOT


def every_command(group: click.Group = main, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += every_command(command, (*path, name))
    return found


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_help_says_what_it_does_and_shows_an_example(mingdan, words):
    said = mingdan(*words, "--help")
    assert said.exit_code == 0
    if "Commands:" not in said.output:
        example = said.output.partition("Example")[2].partition("Options:")[0]
        assert f"mingdan {' '.join(words)}" in example


def test_all_the_promised_commands_are_there():
    promised = {"demo", "serve", "timers", "db", "user", "check", "story", "clock", "record"}
    assert promised | {"standing", "config"} <= set(main.commands)


def test_an_empty_database_is_named_with_the_command_that_helps(mingdan):
    said = mingdan("user", "list")
    assert said.exit_code == 1
    assert "mingdan db upgrade" in said.output
    assert "Traceback" not in said.output


def test_a_house_that_nobody_founded_is_named_too(mingdan):
    mingdan("db", "upgrade")
    said = mingdan("clock", "show")
    assert said.exit_code == 1
    assert "mingdan db found" in said.output


def test_a_new_house_is_upgraded_founded_published_once(house):
    assert "as before" in house("db", "upgrade").output
    assert "nothing was changed" in house("db", "found").output
    assert "published already" in house("db", "publish").output
    assert house("db", "check").exit_code == 0


def test_an_address_that_is_none_ends_with_a_line(mingdan, settings):
    settings["MINGDAN_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    said = mingdan("db", "upgrade")
    assert said.exit_code == 1
    assert said.output.startswith("mingdan: the database can not be reached")
    settings["MINGDAN_DATABASE_URL"] = "carrierpigeon://home"
    assert mingdan("db", "check").exit_code == 1


def test_a_wrong_setting_is_named(mingdan, settings):
    settings["MINGDAN_PORT"] = "many"
    said = mingdan("config")
    assert said.exit_code == 1
    assert "MINGDAN_PORT" in said.output


def test_the_secret_key_is_never_shown(mingdan, settings):
    settings["MINGDAN_SECRET_KEY"] = "very-secret-indeed-0001"
    said = mingdan("config")
    assert "very-secret" not in said.output
    assert "MINGDAN_SECRET_KEY=set" in said.output


def test_serve_refuses_without_a_secret_key(house):
    said = house("serve")
    assert said.exit_code == 1
    assert "MINGDAN_SECRET_KEY" in said.output


def test_an_account_is_added_listed_changed_and_closed(house):
    add = ("user", "add", "zj-intake", "浙江中心 受理员", "--post", "zhejiang.intake_officer")
    assert house(*add, "--password", "long enough").exit_code == 0
    assert "zhejiang.受理员  浙江中心 受理员" in house("user", "list", "--org", "zhejiang").output
    assert house("user", "password", "zj-intake", "--password", "another one").exit_code == 0
    assert house("user", "disable", "zj-intake").exit_code == 0
    assert "disabled" in house("user", "list").output
    assert house("user", "disable", "zj-intake", "--again").exit_code == 0
    assert "disabled" not in house("user", "list").output


def test_a_refusal_is_said_in_both_languages_and_ends_with_2(house):
    said = house("user", "add", "x y", "谁", "--post", "nowhere.reviewer", "--password", "short")
    assert said.exit_code == 2
    assert "单位代码.岗位" in said.output
    assert "Write org.role" in said.output
    assert house("user", "disable", "nobody").exit_code == 2


def test_a_calendar_year_is_imported_and_shown(house, tmp_path: Path):
    file = tmp_path / "2027.csv"
    file.write_text("date,kind,name\n2027-01-01,off,元旦\n2027-01-03,work,调休\n")
    assert "covered until 2026-12-31" in house("calendar", "show").output
    said = house("calendar", "import", str(file))
    assert said.output == "2027: 2 days; 0 open deadlines moved\n"
    assert "2027-01-01  off   元旦" in house("calendar", "show", "2027").output
    assert "covered until 2027-12-31" in house("calendar", "show").output


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("date,kind,name\n2027-13-01,off,x\n", 2, "不是日期"),
        ("date,kind,name\n2027-01-01,holiday,x\n", 2, "off 或 work"),
        ("date,kind,name\n", 2, "没有任何日期"),
        ("day,type\n2027-01-01,off\n", 2, "date,kind,name"),
    ],
)
def test_a_calendar_that_can_not_be_read_is_refused_whole(house, tmp_path, text, code, words):
    file = tmp_path / "wrong.csv"
    file.write_text(text)
    said = house("calendar", "import", str(file))
    assert (said.exit_code, words in said.output) == (code, True)
    assert "2027" not in house("calendar", "show").output.replace("provisional", "")


def test_time_moves_forward_by_days_weeks_months_years_and_to_a_day(house):
    before = house("clock", "show").output[:10]
    for length in ("1d", "2w", "1m", "1y"):
        assert house("clock", "advance", length).exit_code == 0
    assert house("clock", "advance", "to", "2040-02-29").exit_code == 0
    assert house("clock", "show").output.startswith("2040-02-29 00:00")
    assert before < "2040"
    assert house("clock", "advance", "to", "2039-01-01").exit_code == 2
    assert house("clock", "advance", "soon").exit_code == 2
    assert house("clock", "advance", "to", "2041-02-29").exit_code == 2
    assert house("record", "verify").exit_code == 0


def test_a_year_moves_the_time_past_the_last_day_of_a_year(house):
    house("clock", "advance", "to", "2040-02-29T09:00")
    assert "2041-03-01 09:00" in house("clock", "advance", "1y").output
    assert "2041-04-02 09:00" in house("clock", "advance", "1m").output
    assert "2041-04-03 09:00" in house("clock", "advance", "1d").output


def test_a_real_house_s_time_is_not_moved(mingdan):
    mingdan("db", "upgrade")
    mingdan("db", "found")
    said = mingdan("clock", "advance", "1y")
    assert said.exit_code == 2
    assert "只有演示环境可以拨动时间" in said.output


def test_the_shipped_definitions_have_nothing_to_put_right(mingdan):
    assert "nothing to put right" in mingdan("check").output
    one = mingdan("check", str(ROOT / "processes/reapplication_cooling"))
    assert one.output.startswith("1 processes")


def test_a_diagram_with_a_typo_is_shown_with_its_element_and_both_sentences(mingdan, tmp_path):
    folder = tmp_path / "reapplication_cooling"
    folder.mkdir()
    text = (ROOT / "processes/reapplication_cooling/reapplication_cooling.bpmn").read_text()
    (folder / "reapplication_cooling.bpmn").write_text(
        text.replace("lift.still_banned", "lift.stil")
    )
    said = mingdan("check", str(folder))
    assert said.exit_code == 2
    assert "lift.stil" in said.output
    assert said.output.rstrip().endswith("findings")


def test_a_folder_without_definitions_is_refused(mingdan, tmp_path):
    assert mingdan("check", str(tmp_path)).exit_code == 2


def test_a_story_is_played_and_counted(mingdan):
    path = ROOT / "processes/violation_handling/stories/defence_accepted.yaml"
    said = mingdan("story", str(path))
    assert said.exit_code == 0
    assert said.output.splitlines()[-1] == "1 passed, 0 failed"


def test_a_story_that_can_not_be_read_fails(mingdan, tmp_path):
    (tmp_path / "odd.yaml").write_text("just words")
    said = mingdan("story", str(tmp_path / "odd.yaml"))
    assert said.exit_code == 1
    assert said.output.splitlines()[-1] == "0 passed, 1 failed"


def test_what_is_not_there_is_refused(house):
    assert house("record", "show", "A33-2026-00001").exit_code == 2
    assert house("standing", "91330106MADEM0001D").exit_code == 2
    assert house("standing", "not a code").exit_code == 2
