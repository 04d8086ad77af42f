"""How a workflow refuses: steps that cannot be taken now, and declarations that do not fit together."""

from __future__ import annotations

from core.foundation.errors import Invalid, Refusal, WiringError
from core.foundation.i18n import _


class InvalidTransition(Refusal):
    """A step that cannot be taken in the state the record is in."""

    code = "INVALID_TRANSITION"
    message = _("“{step}” is not possible while the state is “{state}”.")
    hint = _("Possible now: {allowed}.")


class NothingPossible(InvalidTransition):
    """A step on a record with which nothing more can be done."""

    hint = _("Nothing more can be done in this state.")


class ReasonMissing(Invalid):
    """A step that asks for a reason, taken without one."""

    message = _("“{step}” needs a reason.")
    hint = _("Say why in a sentence; those concerned will read it.")


class TextTooLong(Invalid):
    """A reason or key longer than the records take."""

    message = _("The text has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it.")


class IdempotencyKeyReused(Refusal):
    """A key that was already used for something else."""

    code = "IDEMPOTENCY_KEY_REUSED"
    message = _("The idempotency key was already used for “{step}” on another occasion.")
    hint = _("Make a new key for each change; use the old one only to send the same change again.")


class RowSkipped(Refusal):
    """A row of a bulk change that was not tried, because an earlier one was refused."""

    code = "NOT_TRIED"
    message = _("This row was not tried, since row {row} was refused.")
    hint = _("Repair that row and send the rows again from there.")


class BulkRefused(Refusal):
    """A row of a bulk change that could be done, taken back because another one was refused."""

    code = "TAKEN_BACK"
    message = _("This row could be done, but was taken back, since others were refused.")
    hint = _("Repair the refused rows, or choose another error policy.")


class BulkTooLarge(Invalid):
    """More rows than one bulk change takes, or none."""

    message = _("{rows} rows were given; a bulk change takes 1 to {most}.")
    hint = _("Split the rows into several changes.")


class DuplicateWorkflow(WiringError):
    """Two workflows of one model."""

    code = "DUPLICATE_WORKFLOW"
    message = _("The workflow of {model} is declared by {first} and by {second}.")
    hint = _("Make one of them a WorkflowExtension.")


class NoWorkflow(WiringError):
    """An extension of a workflow that is not there."""

    code = "NO_WORKFLOW"
    message = _("{first} extends the workflow of {model}, which has none.")
    hint = _("Declare a Workflow for it, or depend on the plugin that does.")


class WorkflowField(WiringError):
    """A workflow whose model or event model lacks a field it needs."""

    code = "WORKFLOW_FIELD"
    message = _("The workflow of {model} ({first}) needs {needed}: {expected}.")
    hint = _("Declare the field in the model, or name another one in the workflow.")


class DuplicateStep(WiringError):
    """Two steps under one name."""

    code = "DUPLICATE_STEP"
    message = _("The step {step} of {model} is declared by {first} and by {second}.")
    hint = _("Rename one of them.")


class UnknownState(WiringError):
    """A state that the workflow does not have."""

    code = "UNKNOWN_STATE"
    message = _("{what} of {first} names the state {state}, which {model} does not have.")
    hint = _("Use a member of the state's Choice, or add the state in a WorkflowExtension.")


class DuplicateState(WiringError):
    """Two states that share a name or a label."""

    code = "DUPLICATE_STATE"
    message = _("The state {state} of {model} comes from {first} and from {second}.")
    hint = _("Give each state a name and a label of its own.")


class UnreachableState(WiringError):
    """A state to which no step leads."""

    code = "UNREACHABLE_STATE"
    message = _("No step of {model} ever leads to the state {state} ({first}).")
    hint = _("Add a step that reaches it, or remove the state.")


class DeadEnd(WiringError):
    """A state that is not final and has no way out."""

    code = "DEAD_END"
    message = _("No step leads {model} out of the state {state} ({first}), and it is not final.")
    hint = _("Add a step that leaves it, or name it among the final states.")


class NoWayToEnd(WiringError):
    """A state from which no final state can be reached."""

    code = "NO_WAY_TO_END"
    message = _("From the state {state} of {model} ({first}) no final state can be reached.")
    hint = _("Add a step that leads on, or name a state of the circle among the final ones.")


class StepFault(WiringError):
    """A step that cannot work as it is declared."""

    code = "STEP_FAULT"
    message = _("The step {step} of {first} cannot work: {reason}.")
    hint = _("See 'Workflows' in docs/writing-a-plugin.md.")


class UnknownStep(WiringError):
    """A guard on a step that the workflow does not have."""

    code = "UNKNOWN_STEP"
    message = _("{first} puts a guard on the step {step}, which the workflow of {model} does not have.")
    hint = _("The steps are: {known}.")


class NoWayBack(WiringError):
    """A state of a plugin that does not say where its records go when the plugin leaves."""

    code = "NO_WAY_BACK"
    message = _("{first} does not say where records in its state {state} go when it leaves.")
    hint = _("Name in `on_leave` a state of {model} that stays.")
