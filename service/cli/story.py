"""mingdan story: play the situations of the law through the real service."""

from __future__ import annotations

from pathlib import Path

import click

from service.stories import Result, play_all


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.pass_context
def story(ctx: click.Context, files: tuple[Path, ...], lang: str) -> None:
    """Play stories: situations of the law, through the real actions, engine and store.

    FILES are stories or folders of them. Without any, all that come with the program are played,
    and every element of the diagrams must be visited by one of them. Needs no database of its
    own: each story gets a fresh house. Ends with 1 when something went otherwise than told.

    \b
    Examples:
      mingdan story
      mingdan story processes/violation_handling/stories/defence_accepted.yaml
    """
    report = play_all(_paths(files), tell=lambda result: _tell(result, lang))
    told = sum(len(result.lines(lang)) for result in report.results)
    for line in report.lines(lang)[told:]:
        click.echo(line)
    if not report.ok:
        ctx.exit(1)


def _tell(result: Result, lang: str) -> None:
    for line in result.lines(lang):
        click.echo(line)


def _paths(files: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        found.extend(sorted(file.rglob("*.yaml")) if file.is_dir() else [file])
    if files and not found:
        raise click.BadParameter(f"no story in {', '.join(map(str, files))}")
    return found
