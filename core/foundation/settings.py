"""The settings of a process: environment variables that begin with `RENDA_`."""

from __future__ import annotations

from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.foundation.i18n import _
from core.foundation.settings_refusals import DefaultAboveMaximum, NotAChoice, NotADatabase, NotANumber, SettingsError
from core.foundation.urls import DatabaseUrl, database_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

PREFIX = "RENDA_"


class Profile(StrEnum):
    """What the installation is for: `development` offers tokens and made-up data."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class LogFormat(StrEnum):
    """How log lines look: for people, or for machines."""

    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """The least important lines that are logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


_AnyCase = BeforeValidator(_lower)
_Address = Annotated[DatabaseUrl, PlainValidator(database_url)]


class Settings(BaseSettings):
    """What an operator may set. Every field is read from `RENDA_<NAME>`; an empty variable is none.

    Raises:
        SettingsError: if a variable has a value that cannot be accepted.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", validate_default=True
    )

    home: Path = Field(
        Path(".renda"), description=_("The folder for the embedded database and the signing key of development tokens.")
    )
    database_url: _Address | None = Field(
        None,
        repr=False,
        description=_(
            "The PostgreSQL database, as postgresql://user:password@host:port/name; "
            "without it an embedded server is started under RENDA_HOME."
        ),
    )
    read_database_url: _Address | None = Field(
        None,
        repr=False,
        description=_("A replica for reading; without it everything is read from the database itself."),
    )
    profile: Annotated[Profile, _AnyCase] = Field(
        Profile.DEVELOPMENT, description=_("Whether tokens made by `renda token` and made-up data are accepted.")
    )
    host: str = Field("127.0.0.1", description=_("The address the server listens on."))
    port: int = Field(8000, ge=0, le=65_535, description=_("The port the server listens on; 0: any free one."))
    workers: int = Field(1, ge=1, le=256, description=_("How many processes serve requests."))
    worker: bool = Field(
        True,  # noqa: FBT003 - pydantic takes the default by position
        description=_("Whether the server also does the jobs of the plugins, beside answering requests."),
    )
    pool_size: int = Field(
        8, ge=1, le=1000, description=_("The most connections for reading per process; changes use as many again.")
    )
    log_format: Annotated[LogFormat, _AnyCase] = Field(
        LogFormat.CONSOLE, description=_("Whether log lines are made for people or for machines.")
    )
    log_level: Annotated[LogLevel, _AnyCase] = Field(
        LogLevel.INFO, description=_("The least important lines that are logged.")
    )
    page_max: int = Field(1000, ge=1, le=100_000, description=_("The most records a page of a list may have."))
    page_default: int = Field(50, ge=1, le=100_000, description=_("How many records a page has that names no number."))
    plan_cache: int = Field(
        500, ge=1, le=100_000, description=_("How many documents a process keeps, each with the plans made for it.")
    )
    body_limit: int = Field(
        1_048_576, ge=1024, le=1_073_741_824, description=_("The longest body of a request, in bytes.")
    )
    statement_timeout_ms: int = Field(
        30_000, ge=1, le=3_600_000, description=_("The longest a statement may run, in milliseconds.")
    )

    def __init__(self, **values: Any) -> None:  # noqa: ANN401 - one keyword per field, each checked by pydantic
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise _refusal(error.errors(include_url=False)[0], type(self).model_fields) from None

    @model_validator(mode="after")
    def _page_fits(self) -> Settings:
        if self.page_default > self.page_max:
            raise DefaultAboveMaximum(
                default=variable("page_default"),
                value=self.page_default,
                maximum=variable("page_max"),
                most=self.page_max,
            )
        return self


def variable(name: str) -> str:
    """The environment variable of a field."""
    return PREFIX + name.upper()


def unknown_variables(environment: Mapping[str, str]) -> Iterable[str]:
    """The variables that look like settings and are none, for instance because of a slip of the pen."""
    known = {variable(name) for name in Settings.model_fields}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def _refusal(error: ErrorDetails, fields: Mapping[str, FieldInfo]) -> SettingsError:
    name = str(error["loc"][0]).lower().removeprefix(PREFIX.lower())
    if name not in fields:
        raise TypeError(name)
    setting, kind = variable(name), fields[name].annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return NotAChoice(variable=setting, value=error["input"], choices=", ".join(str(item.value) for item in kind))
    if kind is bool:
        return NotAChoice(variable=setting, value=error["input"], choices="true, false")
    if kind is int:
        limits = fields[name].metadata
        lowest = next(limit.ge for limit in limits if hasattr(limit, "ge"))
        highest = next(limit.le for limit in limits if hasattr(limit, "le"))
        return NotANumber(variable=setting, value=error["input"], lowest=lowest, highest=highest)
    return NotADatabase(variable=setting)
