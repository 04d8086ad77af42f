"""The models of the stations plugin, a file for each subject."""

from __future__ import annotations

from plugins.stations.models.assignments import AssignmentRole, StationAssignment
from plugins.stations.models.opinions import (
    LONGEST_PLACE,
    LONGEST_TEXT,
    Opinion,
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    OpinionState,
    Resident,
)
from plugins.stations.models.receptions import ReceptionDay, ReceptionDayDeputy, ReceptionDayState
from plugins.stations.models.stations import Station, StationCoverage, StationKind, StationState, StationTheme

__all__ = [
    "LONGEST_PLACE",
    "LONGEST_TEXT",
    "AssignmentRole",
    "Opinion",
    "OpinionCategory",
    "OpinionChannel",
    "OpinionHandling",
    "OpinionState",
    "ReceptionDay",
    "ReceptionDayDeputy",
    "ReceptionDayState",
    "Resident",
    "Station",
    "StationAssignment",
    "StationCoverage",
    "StationKind",
    "StationState",
    "StationTheme",
]
