"""A small language in which stories of suggestions are told as minutes: on which day who did what, and what was so.

Thus `staff.assigns(lead=traffic)` is what somebody does, `story.running(traffic)["REPLY"]` what is so then, and
within `with story.refused("CONTACT_LOG_REQUIRED"):` is told what somebody may not do.
"""

from __future__ import annotations

from core.declarations.roles import Role
from plugins.congress.roles import CITY_STAFF, CONGRESS_LEADER, COUNTY_STAFF, GOVERNMENT_OFFICE, TOWNSHIP_STAFF
from tests.plugins.proposals.stories.minutes import Minutes
from tests.plugins.proposals.stories.offices import Office
from tests.plugins.proposals.stories.parties import Deputy, Unit
from tests.plugins.proposals.town import CITY, GUYI, SANJIANG, one


class Story(Minutes):
    """Minutes with everyone who has a part in them."""

    def deputy(self, name: str, congress: str = "CITY") -> Deputy:
        """The deputy of that name, in the congress of that level."""
        return Deputy.of(self, name, congress)

    def unit(self, name: str) -> Unit:
        """The unit of that name."""
        return Unit.of(self, name)

    @property
    def staff(self) -> Office:
        """The working body of the city's congress for its deputies."""
        return self._office("市人大代表工委", CITY_STAFF, CITY)

    @property
    def county_staff(self) -> Office:
        """The working body of the county's congress."""
        return self._office("县人大代表工委", COUNTY_STAFF, SANJIANG)

    @property
    def presidium(self) -> Office:
        """The staff of the presidium of the township's congress."""
        return self._office("镇人大主席团", TOWNSHIP_STAFF, GUYI)

    @property
    def government(self) -> Office:
        """The supervision office of the city's government."""
        return self._office("市政府督查室", GOVERNMENT_OFFICE, CITY)

    @property
    def leader(self) -> Office:
        """A leader of the standing committee of the city's congress."""
        return self._office("市人大常委会领导", CONGRESS_LEADER, CITY)

    def _office(self, name: str, role: Role, region: int) -> Office:
        return Office(self, name, one(role, region, name))
