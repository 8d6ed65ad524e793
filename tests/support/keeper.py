"""Waits for the end of a test session, then stops its PostgreSQL and removes its folder.

keeper.py PIPE PG_CTL DATA FOLDER [USER]; run as a program of its own, so that it outlives a
session that was killed.
"""

import os
import pwd
import shutil
import subprocess
import sys


def main(pipe: str, pg_ctl: str, data: str, folder: str, user: str | None = None) -> None:
    # Opened without waiting: the session may be over already, and then nobody ever writes.
    alive = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(alive, True)
    os.read(alive, 1)  # returns when no process of the session holds the pipe any more
    subprocess.run(
        [pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"],
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        capture_output=True,
        check=False,
    )
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if os.fork() == 0:  # the starter waits for the first process; the second is nobody's child
        os.setsid()
        main(*sys.argv[1:])
