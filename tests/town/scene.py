"""The little town of the tests: six stations in Sanjiang and Rongshui, on the seeds' real divisions.

What the tests expect of it is written in them as figures; change it here, and they say what no longer holds.

    Station        kind     state      host      established  branch of  assigned now          opinions
    1 GY-HOME      CENTRE   ACTIVE     Guyi      2023-05-01   -          Qin, Mo, nobody       1-6
    2 GY-RIVER     STATION  ACTIVE     Guyi      2023-06-01   GY-HOME    Qin                   -
    3 LX-TOWER     POINT    SUSPENDED  Linxi     2023-05-01   -          -                     -
    4 RS-HOME      CENTRE   ACTIVE     Rongshui  2023-05-01   -          Wei                   7-8
    5 SR-100%_A    STATION  PLANNED    Sirong    -            RS-HOME    -                     -
    6 RS-OLD       POINT    CLOSED     Rongshui  2022-01-01   -          -                     -
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plugins.congress.models import Delegation, Gender, MandateEndReason, MandateStatus, Visibility
from plugins.stations.models import (
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    OpinionState,
    StationKind,
    StationState,
    StationTheme,
)
from tests.town.rows import Rows, at

if TYPE_CHECKING:
    from plugins.congress.models import Person
    from plugins.stations.models import Station

CITY, RONGSHUI, SANJIANG = 3, 12, 13
RONGSHUI_TOWN, SIRONG, GUYI, LINXI = 97, 104, 117, 121


def settle(rows: Rows) -> None:
    """Fill a database that has its seeds with the town."""
    home, tower, rongshui_home = _stations(rows)
    deputies = _deputies(rows)
    _assignments(rows, home, rongshui_home, deputies)
    _opinions_of_home(rows, home, deputies["qin"])
    _opinions_of_rongshui(rows, rongshui_home)
    rows.a_reception_day(tower, date(2024, 3, 5))
    rows.a_reception_day(home, date(2024, 3, 5), place="风雨桥")
    rows.a_reception_day(home, date(2024, 4, 5))


def _stations(rows: Rows) -> tuple[Station, Station, Station]:
    home = rows.a_station(
        "GY-HOME",
        host=GUYI,
        name="古宜镇人大代表之家",
        kind=StationKind.CENTRE,
        address="江峰街1号",
        latitude=25.78,
        longitude=109.6,
    )
    river = rows.a_station(
        "GY-RIVER", host=GUYI, name="江峰社区代表联络站", established_on=date(2023, 6, 1), parent_centre_id=home.id
    )
    tower = rows.a_station(
        "LX-TOWER",
        host=LINXI,
        name="鼓楼代表联络点",
        kind=StationKind.POINT,
        state=StationState.SUSPENDED,
        address="Drum Tower Square",
    )
    rongshui_home = rows.a_station("RS-HOME", host=RONGSHUI_TOWN, name="融水镇人大代表之家", kind=StationKind.CENTRE)
    rows.a_station(
        "SR-100%_A",
        host=SIRONG,
        name="四荣乡联络站",
        state=StationState.PLANNED,
        parent_centre_id=rongshui_home.id,
        theme=StationTheme.MARKET,
    )
    rows.a_station(
        "RS-OLD",
        host=RONGSHUI_TOWN,
        name="老码头联络点",
        kind=StationKind.POINT,
        state=StationState.CLOSED,
        established_on=date(2022, 1, 1),
        closed_on=date(2023, 1, 1),
        latitude=25.07,
        longitude=109.25,
    )
    rows.covers(home, GUYI, LINXI)
    rows.covers(river, GUYI)
    return home, tower, rongshui_home


def _deputies(rows: Rows) -> dict[str, Person]:
    """Qin of the county and the town, Mo of the city elected in Sanjiang, Wei of Rongshui, Wu who resigned."""
    county, town = rows.a_term(SANJIANG), rows.a_term(GUYI, name="第十七届（古宜镇）")
    city, rongshui = rows.a_term(CITY, ordinal=15, name="第十五届"), rows.a_term(RONGSHUI)
    delegation = rows.add(Delegation, term_id=city.id, name="三江代表团", electoral_region_id=SANJIANG)
    qin = rows.a_person("覃一", county, town, gender=Gender.FEMALE, phone="0772-1")
    mo = rows.a_person("莫四", phone="0772-4", ethnic_group="侗族")
    rows.a_mandate(mo, city, delegation_id=delegation.id)
    wei = rows.a_person("韦二", rongshui, gender=Gender.MALE, phone="0772-2")
    wu = rows.a_person("吴三", phone="0772-3")
    resigned = {"status": MandateStatus.ENDED, "ended_on": date(2023, 1, 31), "end_reason": MandateEndReason.RESIGNED}
    rows.a_mandate(wu, county, **resigned)
    return {"qin": qin, "mo": mo, "wei": wei, "wu": wu, "nobody": rows.a_person("无名氏", phone="0772-0")}


def _assignments(rows: Rows, home: Station, rongshui_home: Station, deputies: dict[str, Person]) -> None:
    """Whoever has no mandate is nobody to the public, though the assignment itself can be read."""
    river = home.branches[0]
    for station, name in ((home, "qin"), (home, "mo"), (home, "nobody"), (river, "qin"), (rongshui_home, "wei")):
        rows.an_assignment(station, deputies[name])
    rows.an_assignment(home, deputies["wu"], ended_on=date(2023, 12, 31))


def _opinions_of_home(rows: Rows, home: Station, receiver: Person) -> None:
    """Numbers 1 to 6, of which 1, 2, 3 and 5 are public."""
    resident = rows.a_resident(home, contact="13800000001")
    rows.an_opinion(home, "村口的路灯坏了三个月", received_at=at(1, 10), region_id=GUYI, place="村口第三盏")
    rows.an_opinion(
        home,
        "路灯太亮，晚上睡不着",
        received_at=at(1, 11),
        category=OpinionCategory.ENVIRONMENT,
        received_by_id=receiver.id,
    )
    rows.an_opinion(
        home,
        "Bus 7 comes late",
        received_at=at(2, 1),
        channel=OpinionChannel.PAPER,
        handling=OpinionHandling.ON_THE_SPOT,
        answer="已转告公交公司",
        state=OpinionState.REPORTED_BACK,
    )
    rows.an_opinion(
        home,
        "邻居的路灯纠纷",
        received_at=at(2, 2),
        visibility=Visibility.OFFICIAL,
        place="3单元",
        resident_id=resident.id,
    )
    rows.an_opinion(
        home,
        "风雨桥要修缮",
        received_at=at(2, 3),
        region_id=LINXI,
        state=OpinionState.CLOSED,
        closed_at=at(3, 1),
        category=OpinionCategory.CULTURE,
    )
    rows.an_opinion(home, "请勿公开", received_at=at(2, 4), visibility=Visibility.CONFIDENTIAL)


def _opinions_of_rongshui(rows: Rows, station: Station) -> None:
    """Numbers 7 and 8, of which 7 is public."""
    resident = rows.a_resident(station, pseudonym="居民乙", contact="13800000002")
    rows.an_opinion(station, "码头路灯要增加", received_at=at(1, 10), place="码头")
    rows.an_opinion(station, "内部意见", received_at=at(1, 12), visibility=Visibility.OFFICIAL, resident_id=resident.id)
