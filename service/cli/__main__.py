"""`python -m service.cli`, the same as `mingdan`."""

from service.cli.main import main

main()
