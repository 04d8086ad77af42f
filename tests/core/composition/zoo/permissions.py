"""What nobody may do, what nobody described, and rules about what is not there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.declarations.computed import computed
from core.declarations.environments import Env, Rows, RuleEnv
from core.declarations.models import Model, field
from core.declarations.mutations import mutation
from core.declarations.roles import PUBLIC, Role
from core.declarations.rules import Action, grant, nothing, restrict
from core.values.choices import Choice
from tests.core.composition.zoo.clean import ALL, BASE, CLERK, Opinion, Station
from tests.core.composition.zoo.kit import Case, county, plugin

STRANGER = Role("stranger", "Stranger")  # fault: rule_for_unknown_role # fault: mutation_for_unknown_role
CLERK_TOO = Role("clerk", "Another clerk")  # fault: two_roles_of_one_name
PUBLIC_TOO = Role("public", "Another public")  # fault: another_public


class Unruled(Model):  # fault: model_without_rule # fault: model_with_a_restriction_only
    """A model that nobody may read."""


class Unlisted(Model):
    """A model that no plugin lists."""


class Secret(Station):
    secret: Mapped[str | None] = field(label="Secret", audience=(STRANGER,))  # fault: audience_of_unknown_role


class Unspoken(Model):  # fault: model_without_docstring
    name: Mapped[str] = field(label="Name")


class Unlabelled(Station):
    drum_tower: Mapped[str | None] = field(label="")  # fault: field_without_label


class Unexplained(Station):
    @computed  # fault: computed_without_docstring
    @classmethod
    def more(cls, rows: Rows) -> ColumnElement[int]:
        return cls.id + 1


class Bare(Choice):
    WOOD = "Wood"


class Twins(Choice):
    """Two members with one label are one member to Python."""

    WOOD = "Wood"
    TIMBER = "Wood"


class OfBare(Station):
    bridge: Mapped[Bare | None] = field(label="Bridge")  # fault: choice_without_docstring


class OfTwins(Station):
    bridge: Mapped[Twins | None] = field(label="Bridge")  # fault: choice_with_twin_labels


@dataclass(frozen=True)
class Nothing:
    """No input."""


def close(env: Env, input: Nothing) -> Opinion:  # fault: mutation_for_nobody # fault: mutation_for_unknown_role
    """Close an opinion."""
    return env[Opinion](text="")


def launch(env: Env, input: Nothing) -> Unlisted:  # fault: mutation_of_unknown_model
    """Launch what is not there."""
    return env[Unlisted]()


def unspoken(env: Env, input: Nothing) -> Opinion:  # fault: mutation_without_docstring
    return env[Opinion](text="")


def forgetful(env: RuleEnv, model: type[Station]) -> ColumnElement[bool]:
    return None  # type: ignore[return-value]


RULE_FOR_UNKNOWN_ROLE = grant(STRANGER, Action.READ, Station)  # fault: rule_for_unknown_role
RULE_ABOUT_UNKNOWN_MODEL = grant(CLERK, Action.READ, Unlisted)  # fault: rule_about_unknown_model
RULE_WITHOUT_ANSWER = grant(CLERK, Action.READ, Station, forgetful)  # fault: rule_without_answer
FOR_NOBODY = mutation(close, allow=())
FOR_STRANGERS = mutation(close, allow=(STRANGER,))
OF_UNLISTED = mutation(launch, allow=(CLERK,))
UNSPOKEN = mutation(unspoken, allow=(CLERK,))
DEPENDS = ("congress", "stations")


def _county(name: str, code: str, model: type[Model]) -> Case:
    return Case(name, code, (*BASE, county("sanjiang", model)), ("sanjiang",), __name__)


CASES = (
    Case("model_without_rule", "NO_READ_RULE", (plugin("odd", Unruled, rules=()),), ("odd",), __name__),
    Case(
        "model_with_a_restriction_only",
        "NO_READ_RULE",
        (
            plugin(
                "odd", Unruled, rules=(restrict(Unruled, Action.READ, nothing), grant(PUBLIC, Action.CREATE, Unruled))
            ),
        ),
        ("odd",),
        __name__,
    ),
    Case(
        "rule_for_unknown_role",
        "UNDECLARED_ROLE",
        (*ALL, plugin("odd", rules=(RULE_FOR_UNKNOWN_ROLE,), depends=DEPENDS)),
        ("odd",),
        __name__,
    ),
    Case(
        "rule_about_unknown_model",
        "UNKNOWN_MODEL",
        (*ALL, plugin("odd", rules=(RULE_ABOUT_UNKNOWN_MODEL,), depends=DEPENDS)),
        ("odd",),
        __name__,
    ),
    Case(
        "rule_without_answer",
        "BROKEN_RULE",
        (*ALL, plugin("odd", rules=(RULE_WITHOUT_ANSWER,), depends=DEPENDS)),
        ("odd",),
        __name__,
    ),
    Case(
        "two_roles_of_one_name",
        "DUPLICATE_ROLE",
        (*ALL, plugin("odd", roles=(CLERK_TOO,))),
        ("odd", "congress"),
        __name__,
    ),
    Case("another_public", "DUPLICATE_ROLE", (*ALL, plugin("odd", roles=(PUBLIC_TOO,))), ("odd", "core"), __name__),
    Case("mutation_for_nobody", "NO_ALLOWED_ROLE", (*ALL, plugin("odd", mutations=(FOR_NOBODY,))), ("odd",), __name__),
    Case(
        "mutation_for_unknown_role",
        "UNDECLARED_ROLE",
        (*ALL, plugin("odd", mutations=(FOR_STRANGERS,))),
        ("odd",),
        __name__,
    ),
    Case("mutation_without_docstring", "UNDESCRIBED", (*ALL, plugin("odd", mutations=(UNSPOKEN,))), ("odd",), __name__),
    Case("model_without_docstring", "UNDESCRIBED", (plugin("odd", Unspoken),), ("odd",), __name__),
    Case(
        "mutation_of_unknown_model",
        "UNKNOWN_MODEL",
        (*ALL, plugin("odd", mutations=(OF_UNLISTED,))),
        ("odd",),
        __name__,
    ),
    _county("audience_of_unknown_role", "UNDECLARED_ROLE", Secret),
    _county("field_without_label", "UNDESCRIBED", Unlabelled),
    _county("computed_without_docstring", "UNDESCRIBED", Unexplained),
    _county("choice_without_docstring", "UNDESCRIBED", OfBare),
    _county("choice_with_twin_labels", "UNDESCRIBED", OfTwins),
)
