"""What this plugin contributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.api import OPERATOR, Load, Model, Mutation, Role, Rule, hookimpl, mutation
from plugins.congress import models as definitions
from plugins.congress import rules as access
from plugins.congress.calendar_years import record_calendar_year
from plugins.congress.demo.loads import loads
from plugins.congress.notifications import read_notification
from plugins.congress.roles import (
    AUDITOR,
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)
from plugins.congress.seeds import congresses as congress_seeds
from plugins.congress.seeds import deadlines as deadline_seeds
from plugins.congress.seeds import policies as policy_seeds
from plugins.congress.seeds import regions as region_seeds
from plugins.congress.seeds import work_calendar as calendar_seeds


@hookimpl
def models() -> Sequence[type[Model]]:
    """The shared base of all other plugins."""
    return (
        definitions.Region,
        definitions.Organization,
        definitions.FunctionalZone,
        definitions.FunctionalZoneRegion,
        definitions.Congress,
        definitions.Term,
        definitions.Session,
        definitions.Person,
        definitions.Delegation,
        definitions.Mandate,
        definitions.DeputyGroup,
        definitions.DeputyGroupMember,
        definitions.PolicyDocument,
        definitions.WorkCalendarDay,
        definitions.WorkCalendarYear,
        definitions.DeadlinePolicy,
        definitions.DeadlineRule,
        definitions.Deadline,
        definitions.Notification,
    )


@hookimpl
def roles() -> Sequence[Role]:
    """Deputies, the staff of each level, those who handle what deputies ask for, and the auditor."""
    return (
        DEPUTY,
        TOWNSHIP_STAFF,
        COUNTY_STAFF,
        CITY_STAFF,
        CONGRESS_LEADER,
        GOVERNMENT_OFFICE,
        UNIT_CLERK,
        UNIT_LEADER,
        AUDITOR,
    )


@hookimpl
def rules() -> Sequence[Rule]:
    """The structure is public, a person's data is not."""
    return access.rules()


@hookimpl
def mutations() -> Sequence[Mutation]:
    """What whoever is notified may note, and what the operator keeps up to date."""
    return (
        mutation(read_notification, allow=access.NOTIFIED),
        mutation(record_calendar_year, allow=(OPERATOR,)),
    )


@hookimpl
def seeds() -> Iterable[Load]:
    """Liuzhou's divisions, their congresses, the documents, the working days and the deadlines of all."""
    yield region_seeds.regions()
    yield congress_seeds.congresses()
    yield congress_seeds.standing_committees()
    yield policy_seeds.policy_documents()
    yield calendar_seeds.work_calendar_years()
    yield calendar_seeds.work_calendar_days()
    yield deadline_seeds.deadline_policies()
    yield deadline_seeds.deadline_rules()


@hookimpl
def demo(scale: float) -> Iterable[Load]:
    """A made-up city at work: terms, deputies and organizations."""
    return loads(scale)
