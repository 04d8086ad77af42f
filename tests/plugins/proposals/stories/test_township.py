"""Suggestions to the congress of a township and to that of its county: who decides, and who looks on."""

from __future__ import annotations

from collections.abc import Sequence

from core.declarations.roles import PUBLIC_READER
from tests.plugins.proposals.stories.offices import Office
from tests.plugins.proposals.stories.parties import Party
from tests.plugins.proposals.stories.story import Story
from tests.plugins.proposals.town import COUNTY_GOVERNMENT, COUNTY_LEADER, OTHER_COUNTY_CLERK, OTHER_TOWN_CLERK


def test_a_townships_suggestion_is_its_presidiums_and_those_above_look_on(story: Story) -> None:
    """What is made to a township goes to its presidium, which accepts and assigns it (Deputies Law, art. 51).

    The county and the city look on, and decide nothing; the next township and the next county see nothing of it. How
    satisfied the deputy is, the presidium reads and the city, and not the county.

    From 3 March 2025: the seventh working day is 12 March, the fifteenth 24 March; 31 March and 1 April are Sanyuesan:
    the twentieth is 2 April. Three months end on 3 June.
    """
    wu, shi = story.deputy("吴试九", "TOWNSHIP"), story.deputy("石试十", "TOWNSHIP")
    liang, office = story.deputy("梁试八", "COUNTY"), story.unit("古宜镇试点办公室")
    presidium, above = story.presidium, (story.county_staff, story.staff, story.leader, leader_of_county(story))
    strangers = (Office(story, "邻镇", OTHER_TOWN_CLERK), Office(story, "邻县", OTHER_COUNTY_CLERK))
    story.on("2025-03-03")
    wu.drafts(session=wu.session("第8次会议"))
    with story.refused("FORBIDDEN_SCOPE"):
        wu.invites(liang)
    wu.invites(shi)
    shi.signs()
    assert readers(presidium, *above, liang) == [], "a draft is the signers'"
    wu.submits()
    assert readers(presidium, *above, liang, *strangers, office) == ["镇人大主席团", *names(above), "梁试八"]
    refused_to_all(story, "accept_suggestion", (*above, liang, office), "FORBIDDEN_SCOPE")
    refused_to_all(story, "accept_suggestion", strangers, "NOT_FOUND")
    with story.refused("OUT_OF_COMPETENCE"):
        presidium.accepts(withinCompetence=False)

    presidium.accepts()
    assert story.number == "〔17-8〕1"
    refused_to_all(story, "assign_suggestion", above, "FORBIDDEN_SCOPE", units=[])
    refused_to_all(story, "assign_suggestion", (government_of_county(story),), "NOT_FOUND", units=[])
    presidium.assigns(lead=office)
    assert story.running(office) == {
        "REQUEST_RETURN": "2025-03-12",
        "WORK_PLAN": "2025-03-24",
        "FIRST_CONTACT": "2025-04-02",
        "REPLY": "2025-06-03",
    }
    office.signs_for_it()
    office.speaks_with(wu)
    shi.confirms_the_talk_with(office)
    story.on("2025-04-21")
    office.replies("C")
    assert titles(wu) == ["关于对三江侗族自治县古宜镇第十七届人大第八次会议第1号代表建议的答复"]
    with story.refused("FORBIDDEN_SCOPE"):
        shi.evaluates("SATISFIED")
    wu.evaluates("DISSATISFIED", comment="没有安排。")
    judges = [one for one in (presidium, *above, liang, office.head) if counted(one, "evaluations")]
    assert names(judges) == ["镇人大主席团", "市人大代表工委"]
    refused_to_all(story, "order_rehandling", above, "FORBIDDEN_SCOPE", reason="请再办。")
    presidium.orders_rehandling()
    assert presidium.told() == ["reply", "evaluation"]
    assert [one.told() for one in above] == [[]] * 4


def test_a_countys_suggestion_is_none_of_the_townships_and_may_be_for_the_staff_alone(story: Story) -> None:
    """What a township cannot decide it gives back, and a county deputy makes it at the county's congress.

    A township's presidium reads nothing of the county's congress; a suggestion that is for the staff in charge only is
    not told to the city either. A deputy of both congresses signs in the mandate of that congress.
    """
    wu, liang = story.deputy("吴试九", "TOWNSHIP"), story.deputy("梁试八", "COUNTY")
    of_county, of_city = story.deputy("覃试二", "COUNTY"), story.deputy("覃试二")
    presidium, county, road_office = story.presidium, story.county_staff, story.unit("三江县试点交通局")
    story.on("2025-03-03")
    wu.drafts("关于修复县道三古线的建议", session=wu.session("第8次会议"))
    wu.submits()
    presidium.returns_it(ground="OUTSIDE_COMPETENCE", advice="县道由县里管理，请转请县代表提出。")
    wu.withdraws()

    made_in = {"session": liang.session("第5次会议"), "visibility": "CONFIDENTIAL"}
    liang.drafts("关于修复县道三古线的建议", **made_in)
    with story.refused("FORBIDDEN_SCOPE"):
        liang.invites(of_city)
    liang.invites(of_county)
    of_county.signs()
    liang.submits()
    assert readers(county, presidium, story.staff, story.leader, wu) == ["县人大代表工委"]
    county.accepts()
    assert story.number == "〔17-5〕1", "each congress counts for itself"
    government_of_county(story).assigns(lead=road_office)
    assert readers(road_office, presidium, story.staff, wu, story.government) == ["三江县试点交通局"]
    road_office.signs_for_it()
    road_office.speaks_with(liang)
    of_county.confirms_the_talk_with(road_office)
    story.on("2025-04-21")
    road_office.replies("C")
    liang.evaluates("SATISFIED")
    with story.refused("INVALID_TRANSITION"):
        county.publishes()
    county.closes()
    assert story.read("id", PUBLIC_READER) is None
    assert readers(liang, of_county, county, road_office, leader_of_county(story), presidium, story.staff) == [
        "梁试八",
        "覃试二",
        "县人大代表工委",
        "三江县试点交通局",
        "县人大常委会领导",
    ]


def test_the_deadlines_of_a_townships_confidential_suggestion_are_not_told_to_the_county(story: Story) -> None:
    """What is for the staff in charge alone has no deadline that the level above sees."""
    wu = story.deputy("吴试九", "TOWNSHIP")
    story.on("2025-03-03")
    for title, visibility in (("关于修缮试点路人行道的建议", "PUBLIC"), ("关于核查试点账目的建议", "CONFIDENTIAL")):
        wu.drafts(title, session=wu.session("第8次会议"), visibility=visibility)
        wu.submits()
        story.presidium.accepts()
        story.presidium.assigns(lead=story.unit("古宜镇试点办公室"))

    kept = {party.name: deadlines_of(party) for party in (story.presidium, story.county_staff, story.staff)}

    assert kept == {"镇人大主席团": 8, "县人大代表工委": 4, "市人大代表工委": 4}


def deadlines_of(party: Party) -> int:
    """How many deadlines the party reads."""
    count: int = party.story.ask("{ deadlines { totalCount } }", actor=party.actor)["deadlines"]["totalCount"]
    return count


def leader_of_county(story: Story) -> Office:
    """A leader of the standing committee of the county's congress."""
    return Office(story, "县人大常委会领导", COUNTY_LEADER)


def government_of_county(story: Story) -> Office:
    """The supervision office of the county's government."""
    return Office(story, "县政府督查室", COUNTY_GOVERNMENT)


def readers(*parties: Party) -> list[str]:
    """Which of them read the suggestion."""
    return names([party for party in parties if party.reads("id")])


def names(parties: Sequence[Party]) -> list[str]:
    """The names of the parties."""
    return [party.name for party in parties]


def counted(party: Party, records: str) -> int:
    """How many such records of the suggestion the party reads."""
    count: int = party.reads(f"{records} {{ totalCount }}")[records]["totalCount"]
    return count


def titles(party: Party) -> list[str]:
    """The titles of the letters, as the party reads them."""
    return [one["letterTitle"] for one in party.reads("replies { nodes { letterTitle } }")["replies"]["nodes"]]


def refused_to_all(story: Story, step: str, parties: Sequence[Party], code: str, **given: object) -> None:
    """The step is refused to each of them by that code."""
    for party in parties:
        with story.refused(code):
            party.takes(step, **given)
