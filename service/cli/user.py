"""mingdan user: accounts."""

from __future__ import annotations

import click

from service.actions.change_password import change_password
from service.actions.create_person import create_person
from service.actions.disable_person import disable_person
from service.cli.house import ready_office
from service.domain.roles import Role
from service.store import people


@click.group()
def user() -> None:
    """Add, list and change accounts.

    A post is an organisation and a role: `zhejiang.reviewer`, `330000.provincial_officer`,
    `CNIPA.administrator`. Accounts of entities have `E<id>.entity_contact`.
    """


@user.command()
@click.argument("login")
@click.argument("name")
@click.option("--post", "posts", multiple=True, required=True, help="ORG.ROLE; may be repeated.")
@click.option("--name-en", default="", help="The name in English.")
@click.password_option(help="Asked for when it is left out.")
def add(login: str, name: str, posts: tuple[str, ...], name_en: str, password: str) -> None:
    """Create an account with its posts.

    NAME is what others see: a post's title rather than a person's name. Auditors and
    administrators take no business posts beside.

    \b
    Example:
      mingdan user add zj-intake "浙江中心 受理员" --post zhejiang.intake_officer
    """
    split = tuple((org, role) for org, _, role in (post.rpartition(".") for post in posts))
    with ready_office() as office:
        done = create_person(
            office,
            actor=None,
            login=login,
            name=name,
            name_en=name_en,
            password=password,
            posts=split,
        )
    click.echo(f"{done.login} can sign in")


@user.command("list")
@click.option("--org", help="Only the posts at this organisation.")
def list_(org: str | None) -> None:
    """Show who has an account, with which posts.

    \b
    Example:
      mingdan user list --org zhejiang
    """
    with ready_office() as office, office.read() as unit:
        rows = people.people(unit.connection)
    for row in rows:
        if org and row["org_code"] != org:
            continue
        role = Role(row["role"]).zh if row["role"] else "no post"
        gone = "  disabled" if row["disabled_at"] else ""
        click.echo(f"{row['login']:20} {row['org_code'] or ''}.{role}  {row['name']}{gone}")


@user.command()
@click.argument("login")
@click.password_option(help="Asked for when it is left out.")
def password(login: str, password: str) -> None:
    """Set a new password; whoever is signed in with the account is signed out.

    \b
    Example:
      mingdan user password zj-intake
    """
    with ready_office() as office:
        change_password(office, login=login, password=password)
    click.echo(f"{login} has a new password")


@user.command()
@click.argument("login")
@click.option("--again", is_flag=True, help="Let the account in again.")
def disable(login: str, again: bool) -> None:
    """Close an account at once: its sessions end, what it did stays.

    Use it when somebody leaves. Their posts stay on record, their open tasks are free for others.

    \b
    Example:
      mingdan user disable zj-intake
    """
    with ready_office() as office:
        disable_person(office, actor=None, login=login, disabled=not again)
    click.echo(f"{login} is {'let in again' if again else 'disabled'}")
