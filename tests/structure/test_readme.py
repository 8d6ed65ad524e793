"""What the README says is true: its commands, its map, its links and its table of settings."""

import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from service.cli import main
from tests.support import needs
from tests.support.sources import ROOT, files, named

README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
PAGES = [path for path in files() if path.suffix == ".md"]
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.M | re.S)


def commands(word: str) -> set[str]:
    """Every `word x` that a page shows as code."""
    parts = [part for path in PAGES for part in CODE.findall(path.read_text())]
    lines = [line for block, inline in parts for line in (block or inline).splitlines()]
    asked = re.compile(rf"(?:^|&& ){word} ([a-z][a-z-]*)")
    return {found for line in lines for found in asked.findall(line)}


def test_every_make_command_exists():
    assert {"demo", "test"} <= commands("make") <= TARGETS


def test_every_mingdan_command_exists():
    assert commands("mingdan") - set(main.commands) == set()


def test_every_target_of_the_makefile_is_explained():
    phony = set(re.findall(r"^\.PHONY: ([a-z-]+)$", MAKEFILE, re.M))
    explained = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.M))
    assert phony - explained == {"needs"}


def test_the_map_shows_every_folder_and_no_other():
    drawn = README.partition("## What is where")[2].partition("```\n")[2].partition("```")[0]
    folders = re.findall(r"^( *)([a-z]+)/ ", drawn, re.M)
    shown = {name if not indent else f"service/{name}" for indent, name in folders}
    there = {path.name for path in ROOT.iterdir() if path.is_dir()} & {
        named(path).split("/")[0] for path in files()
    }
    rooms = {f"service/{path.name}" for path in (ROOT / "service").iterdir() if path.is_dir()}
    assert shown == {name for name in there | rooms if not Path(name).name.startswith((".", "_"))}


def test_every_link_leads_to_a_file():
    broken = [
        f"{named(path)}: {target}"
        for path in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_the_table_of_settings_is_the_one_the_service_writes():
    written = CliRunner().invoke(main, ["config", "--markdown"])
    assert written.exit_code == 0
    assert written.output.strip() in README


def test_the_help_of_make_lists_what_one_needs():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make demo" in said.stdout
    assert "make test" in said.stdout


def test_the_needs_are_met_here():
    done = subprocess.run([sys.executable, "-m", "tests.support.needs"], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_what_is_missing_is_said_with_what_to_install(monkeypatch, capsys):
    monkeypatch.setenv("MINGDAN_TEST_CHROMIUM", "/nowhere/chromium")
    assert needs.main() == 1
    said = capsys.readouterr().err
    assert "Chromium is missing" in said
    assert "apt-get install postgresql chromium fonts-noto-cjk" in said
