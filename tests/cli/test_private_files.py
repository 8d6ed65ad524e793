"""What is kept on the disk is nobody else's to read."""

from __future__ import annotations

from pathlib import Path


def test_database_and_documents_are_their_owner_s_only(mingdan, tmp_path: Path) -> None:
    assert mingdan("db", "upgrade").exit_code == 0
    found = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert found.pop("documents") == 0o700
    assert set(found.values()) == {0o600}, found


def test_an_address_that_is_no_file_is_said_in_a_sentence(mingdan, settings, tmp_path) -> None:
    settings["MINGDAN_DATABASE_URL"] = f"sqlite:///{tmp_path}"
    done = mingdan("db", "upgrade")
    assert done.exit_code == 1
    assert "MINGDAN_DATABASE_URL" in done.output
