"""`renda token`: whom it vouches for, and whom not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.contribution import Contribution
from core.declarations.models import Model, field
from core.declarations.roles import OPERATOR, PUBLIC, Actor, Grant, Role
from core.declarations.rules import Action, grant
from core.foundation.settings import Profile, Settings
from core.foundation.urls import DatabaseUrl
from core.generation.tables import table_of
from core.installation.install import install
from plugins.congress.models import Region
from plugins.congress.roles import COUNTY_STAFF, DEPUTY
from plugins.stations.models import Station
from plugins.stations.roles import STATION_STAFF
from schema.commands.scopes import ScopeAmbiguous, ScopeNotFound, find_grant
from schema.installation import Installation
from tests.schema.cli_kit import renda
from tests.town.rows import rows_of

HALL_STAFF = Role("hall_staff", "Hall staff", scope="seat")


@pytest.fixture
def here(city: DatabaseUrl, installation: Installation, tmp_path: Path) -> Installation:
    """The town, with a home of its own."""
    return installation.under(Settings(home=tmp_path, database_url=city))


def the_actor(installation: Installation, result: Result) -> Actor:
    """Whom a server of that installation takes the bearer for."""
    assert (result.exit_code, result.stderr) == (0, "")
    return installation.tokens.actor(result.stdout.strip())


def the_id(city: DatabaseUrl, installation: Installation, model: type[Station | Region], code: str) -> int:
    engine = create_engine(city)
    with engine.connect() as connection:
        mapped = installation.generation[model]
        found = connection.scalars(select(mapped.id).where(mapped.code == code)).one()
    engine.dispose()
    return found


def test_a_stations_staff_is_limited_to_its_station(here: Installation, city: DatabaseUrl) -> None:
    result = renda(here, "token", "--role", "station_staff", "--scope", "station:GY-HOME")

    station = the_id(city, here, Station, "GY-HOME")
    expected = Grant(STATION_STAFF.name, station, "station")
    assert the_actor(here, result) == Actor("station_staff@station:GY-HOME", (expected,))


@pytest.mark.parametrize("scope", ["region:450226", "region:NBS/450226"])
def test_a_key_may_leave_out_what_its_column_fills_in(here: Installation, city: DatabaseUrl, scope: str) -> None:
    """A division is found by its code alone in the system the seeds use."""
    result = renda(here, "token", "--role", "county_staff", "--scope", scope)

    region = the_id(city, here, Region, "450226")
    assert the_actor(here, result).grants == (Grant(COUNTY_STAFF.name, region, "region"),)


@pytest.fixture
def deputies(own_city: DatabaseUrl, installation: Installation, tmp_path: Path) -> tuple[Installation, int]:
    """A town of its own, in which two deputies hold certificates, one of them two."""
    with rows_of(installation.generation, own_city) as rows:
        city, county = rows.a_term(5), rows.a_term(6)
        first, second = rows.a_person("示例甲（演示）"), rows.a_person("示例乙（演示）")
        rows.a_mandate(first, city, certificate_no="45020001")
        rows.a_mandate(first, county, certificate_no="17")
        rows.a_mandate(second, city, certificate_no="17")
        number = first.id
    home = Settings(home=tmp_path, database_url=own_city)
    return installation.under(home), number


def test_a_deputy_is_found_by_the_certificate(deputies: tuple[Installation, int]) -> None:
    """People have no natural key."""
    here, person = deputies
    result = renda(here, "token", "--role", "deputy", "--scope", "person:mandate.certificate_no=45020001")

    assert the_actor(here, result).grants == (Grant(DEPUTY.name, person, "person"),)


def test_a_deputy_is_found_by_number(deputies: tuple[Installation, int]) -> None:
    here, person = deputies
    result = renda(here, "token", "--role", "deputy", "--scope", f"person:{person}")

    assert the_actor(here, result).grants == (Grant(DEPUTY.name, person, "person"),)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("mandate.certificate_no=17", "More than one person"),
        ("mandate.certificate_no=NONE", "There is no person"),
        ("mandate.no_such=17", "There is no person"),
        ("region.code=450226", "There is no person"),  # a division links to no person
        ("mayor.name=17", "'mayor'"),
    ],
)
def test_a_certificate_that_leads_to_no_one_deputy_is_refused(
    deputies: tuple[Installation, int], key: str, told: str
) -> None:
    result = renda(deputies[0], "token", "--role", "deputy", "--scope", f"person:{key}")

    assert result.exit_code != 0
    assert told in result.stderr


def test_a_role_that_holds_everywhere_needs_no_scope(here: Installation) -> None:
    result = renda(here, "token", "--role", "operator")

    assert the_actor(here, result) == Actor("operator", (Grant(OPERATOR.name),))


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--role", "mayor"], "ROLE_UNKNOWN", "station_staff"),
        (["--role", "station_staff"], "SCOPE_REFUSED", "--scope station:KEY"),
        (["--role", "operator", "--scope", "station:GY-HOME"], "SCOPE_REFUSED", "operator"),
        (["--role", "station_staff", "--scope", "region:450226"], "SCOPE_REFUSED", "--scope station:KEY"),
        (["--role", "station_staff", "--scope", "GY-HOME"], "SCOPE_REFUSED", "--scope station:KEY"),
        (["--role", "station_staff", "--scope", "station:NO-SUCH"], "SCOPE_REFUSED", "NO-SUCH"),
        (["--role", "county_staff", "--scope", "region:MCA/450226"], "SCOPE_REFUSED", "CODE_SYSTEM/CODE"),
        (["--role", "county_staff", "--scope", "region:NONE/450226"], "SCOPE_REFUSED", "CODE_SYSTEM/CODE"),
        (["--role", "county_staff", "--scope", "region:CN/NBS/450226"], "SCOPE_REFUSED", "CODE_SYSTEM/CODE"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(
    here: Installation, arguments: list[str], code: str, told: str
) -> None:
    result = renda(here, "token", *arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert code in result.stderr
    assert told in result.stderr


@pytest.mark.parametrize("hours", ["0", "-1", "nine"])
def test_a_token_lasts_some_time(here: Installation, hours: str) -> None:
    assert renda(here, "token", "--role", "operator", "--hours", hours).exit_code == 2


def test_no_token_is_made_outside_the_development_profile(here: Installation, tmp_path: Path) -> None:
    settings = here.settings.model_copy(update={"profile": Profile.PRODUCTION, "home": tmp_path / "production"})

    result = renda(here.under(settings), "token", "--role", "operator")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "TOKENS_NOT_OFFERED" in result.stderr
    assert not settings.home.exists()


class Seat(Model):
    """A place in a hall: its number is unique in the hall only."""

    __keys__ = (("hall", "number"),)
    hall: Mapped[str] = field(label="Hall")
    number: Mapped[int] = field(label="Number")


def test_a_key_that_fits_several_records_is_refused(fresh_database: DatabaseUrl) -> None:
    rules = (grant(PUBLIC, Action.READ, Seat),)
    hall = Contribution(
        plugin="hall", depends=frozenset(), package="hall", models=(Seat,), roles=(HALL_STAFF,), rules=rules
    )
    generation = compose([hall])
    seat = table_of(generation, Seat)
    engine = create_engine(fresh_database)
    with engine.begin() as connection:
        install(generation, connection)
        connection.execute(seat.insert(), [{"hall": "east", "number": 1}, {"hall": "west", "number": 1}])

        found = find_grant(generation, connection, HALL_STAFF, "seat:west/1")
        with pytest.raises(ScopeAmbiguous):
            find_grant(generation, connection, HALL_STAFF, "seat:1")
        with pytest.raises(ScopeNotFound):
            find_grant(generation, connection, HALL_STAFF, "seat:one")
    engine.dispose()

    assert found == Grant("hall_staff", 2, "seat")
