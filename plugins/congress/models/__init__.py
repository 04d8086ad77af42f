"""The models of the shared base, a file for each subject."""

from __future__ import annotations

from plugins.congress.deadlines.choices import (
    OPEN_STATES,
    DeadlineEvent,
    DeadlineKind,
    DeadlineLamp,
    DeadlineState,
    DeadlineUnit,
)
from plugins.congress.models.congresses import Congress, Session, SessionState, Term
from plugins.congress.models.deadline_policies import DeadlinePolicy, DeadlineRule
from plugins.congress.models.deadlines import Deadline
from plugins.congress.models.deputies import (
    Gender,
    Mandate,
    MandateEndReason,
    MandateStatus,
    Person,
    PreferredLanguage,
    Sector,
    SuspensionCause,
)
from plugins.congress.models.groups import Delegation, DeputyGroup, DeputyGroupMember, GroupBasis
from plugins.congress.models.levels import CONGRESS_OF_KIND, LEVEL_OF_KIND, CongressLevel, RegionKind, RegionLevel
from plugins.congress.models.notifications import Notification, NotificationKind
from plugins.congress.models.organizations import Organization, OrganizationKind
from plugins.congress.models.policies import DatePrecision, PolicyDocument, PolicyDocumentKind
from plugins.congress.models.regions import CodeSystem, Region
from plugins.congress.models.visibility import Visibility
from plugins.congress.models.work_calendar import WorkCalendarDay, WorkCalendarYear
from plugins.congress.models.zones import FunctionalZone, FunctionalZoneRegion

__all__ = [
    "CONGRESS_OF_KIND",
    "LEVEL_OF_KIND",
    "OPEN_STATES",
    "CodeSystem",
    "Congress",
    "CongressLevel",
    "DatePrecision",
    "Deadline",
    "DeadlineEvent",
    "DeadlineKind",
    "DeadlineLamp",
    "DeadlinePolicy",
    "DeadlineRule",
    "DeadlineState",
    "DeadlineUnit",
    "Delegation",
    "DeputyGroup",
    "DeputyGroupMember",
    "FunctionalZone",
    "FunctionalZoneRegion",
    "Gender",
    "GroupBasis",
    "Mandate",
    "MandateEndReason",
    "MandateStatus",
    "Notification",
    "NotificationKind",
    "Organization",
    "OrganizationKind",
    "Person",
    "PolicyDocument",
    "PolicyDocumentKind",
    "PreferredLanguage",
    "Region",
    "RegionKind",
    "RegionLevel",
    "Sector",
    "Session",
    "SessionState",
    "SuspensionCause",
    "Term",
    "Visibility",
    "WorkCalendarDay",
    "WorkCalendarYear",
]
