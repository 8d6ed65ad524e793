"""The wheel brings everything a user needs: no Node, no clone."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.sources import ROOT, files, named


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.slow
def test_the_wheel_has_every_file_of_the_service(names):
    sources = {named(path) for path in files("service") if "web/assets" not in named(path)}
    assert sources - names == set()


@pytest.mark.slow
def test_the_wheel_has_the_bundled_assets_and_the_translations(names):
    assert "service/web/static/built/manifest.json" in names
    assert "service/web/translations/en/LC_MESSAGES/messages.mo" in names


@pytest.mark.slow
def test_the_wheel_has_the_processes_and_forms(names):
    shipped = {
        f"service/shipped_files/{named(path)}"
        for path in files("processes", "forms")
        if path.suffix in (".bpmn", ".dmn", ".json")
    }
    assert shipped - names == set()


@pytest.mark.slow
def test_the_wheel_has_no_tests_and_no_node_packages(names):
    assert [name for name in names if name.startswith(("tests/", "node_modules/", "var/"))] == []


@pytest.mark.slow
def test_the_wheel_works_without_a_clone(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    said = subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main(['check'])"],
        cwd=tmp_path / "site",
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
