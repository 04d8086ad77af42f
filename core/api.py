"""Everything that the author of a plugin imports of the core, and nothing else: the contract that versions follow.

    from core.api import Model, field, link, grant, Step, hookimpl

A plugin's tests import `schema.testing` besides, and of other plugins what those export.
"""

from __future__ import annotations

from core.declarations.computed import computed
from core.declarations.environments import Env, Models, Predicate, ReadEnv, Rows, RuleEnv
from core.declarations.hooks import hookimpl
from core.declarations.jobs import Due, Job, Retry
from core.declarations.loads import Load
from core.declarations.manifest import Manifest
from core.declarations.models import Checks, Keys, Model, extensible, field, link, links
from core.declarations.mutations import Mutation, Outcome, Ref, label, mutation
from core.declarations.rates import Share, rate, year_of
from core.declarations.resolved import Expressions, Needed, Needs, resolved
from core.declarations.roles import OPERATOR, PUBLIC, SYSTEM, Role
from core.declarations.rules import Action, Rule, everything, grant, nothing, restrict
from core.declarations.workflows import (
    Clock,
    Guard,
    NoInput,
    Reason,
    Step,
    StepContext,
    StepPermission,
    Workflow,
    WorkflowExtension,
    allow,
    check,
    condition,
)
from core.foundation.clock import TIME_ZONE, ZONE
from core.foundation.errors import ForbiddenScope, Invalid, NotFound, Refusal
from core.foundation.i18n import _
from core.values.choices import Choice

__all__ = [
    "OPERATOR",
    "PUBLIC",
    "SYSTEM",
    "TIME_ZONE",
    "ZONE",
    "Action",
    "Checks",
    "Choice",
    "Clock",
    "Due",
    "Env",
    "Expressions",
    "ForbiddenScope",
    "Guard",
    "Invalid",
    "Job",
    "Keys",
    "Load",
    "Manifest",
    "Model",
    "Models",
    "Mutation",
    "Needed",
    "Needs",
    "NoInput",
    "NotFound",
    "Outcome",
    "Predicate",
    "ReadEnv",
    "Reason",
    "Ref",
    "Refusal",
    "Retry",
    "Role",
    "Rows",
    "Rule",
    "RuleEnv",
    "Share",
    "Step",
    "StepContext",
    "StepPermission",
    "Workflow",
    "WorkflowExtension",
    "_",
    "allow",
    "check",
    "computed",
    "condition",
    "everything",
    "extensible",
    "field",
    "grant",
    "hookimpl",
    "label",
    "link",
    "links",
    "mutation",
    "nothing",
    "rate",
    "resolved",
    "restrict",
    "year_of",
]
