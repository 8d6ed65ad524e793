"""For which centers somebody imports facts."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.errors import NotAllowed
from service.domain.roles import Actor, Role
from service.office import Unit
from service.store import people

CENTER_ROLES = (Role.INTAKE_OFFICER, Role.REVIEWER, Role.CENTER_HEAD)
PROVINCE_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER)
NATION_ROLES = (Role.NATIONAL_OFFICER,)
IMPORTERS = CENTER_ROLES + PROVINCE_ROLES + NATION_ROLES


@dataclass(frozen=True, kw_only=True)
class ImportReach:
    """Which centers somebody may import for; `org` is whose import it is.

    centers  their codes; None for every center
    """

    org: str
    centers: frozenset[str] | None

    def holds(self, center: str) -> bool:
        return self.centers is None or center in self.centers

    @property
    def only(self) -> str | None:
        """The one center, where there is only one: it need not be named in the file."""
        return next(iter(self.centers)) if self.centers and len(self.centers) == 1 else None


def reach_of(unit: Unit, actor: Actor | None) -> ImportReach:
    """Whom the actor imports for; None is whoever runs the house. Raises NotAllowed."""
    if actor is None or actor.holds(*NATION_ROLES):
        return ImportReach(org="CNIPA", centers=None)
    provinces = [post.org_code for post in actor.posts if post.role in PROVINCE_ROLES]
    own = [post.org_code for post in actor.posts if post.role in CENTER_ROLES]
    rows = people.organisations(unit.connection, "center")
    inside = {row["code"] for row in rows if row["province"] in provinces}
    if not provinces and not own:
        raise NotAllowed(
            reason_zh="数据由中心受理员、审核员、负责人，省局和国家局经办导入。",
            reason_en="officers of centers, provinces and the nation import facts.",
        )
    return ImportReach(org=(provinces or own)[0], centers=frozenset(inside | set(own)))
