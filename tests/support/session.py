"""One folder for a whole test session, shared by its workers and removed when it ends.

The process that began the session holds the folder's pipe open; whoever reads the pipe knows,
by its end, that the session is over, even when it was killed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "MINGDAN_TEST_SESSION"
LONGEST_SOCKET_FOLDER = 80  # a socket's path may have 107 bytes


@dataclass(frozen=True, kw_only=True)
class Session:
    folder: Path
    owner: bool

    @property
    def pipe(self) -> Path:
        return self.folder / "alive"

    @property
    def name(self) -> str:
        """Unlike any other session's: the beginning of its databases' names."""
        return self.folder.name.replace("-", "_").lower()


def join_session() -> Session:
    """The session of this process, begun by it unless a parent process began it."""
    begun = os.environ.get(VARIABLE)
    if begun:
        return Session(folder=Path(begun), owner=False)
    place = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="mingdan-", dir=_short(place)))
    folder.chmod(0o711)
    session = Session(folder=folder, owner=True)
    os.mkfifo(session.pipe, 0o644)
    os.environ[VARIABLE] = str(folder)
    return session


def hold(session: Session) -> int:
    """Keep the session's pipe open in this process; closed, the session is over."""
    return os.open(session.pipe, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)


def leave(session: Session, held: int) -> None:
    """The end of the session: its keeper (if a server runs) and this both remove the folder."""
    os.close(held)
    os.environ.pop(VARIABLE, None)
    if not (session.folder / "postgres").exists():
        shutil.rmtree(session.folder, ignore_errors=True)


def _short(place: str) -> str:
    return place if len(place) < LONGEST_SOCKET_FOLDER else "/tmp"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Held by one process of the session at a time."""
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
