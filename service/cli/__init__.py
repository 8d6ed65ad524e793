"""The command line `mingdan`: one module a command, every `--help` with an example."""

from service.cli.main import main

__all__ = ["main"]
