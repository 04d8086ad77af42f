"""What a resident says at a station, and how a deputy makes a suggestion of it."""

from __future__ import annotations

from typing import Any

from core.declarations.roles import PUBLIC_READER, Actor
from plugins.congress.models import Person
from plugins.stations.roles import STATION_STAFF
from tests.plugins.proposals.stories.minutes import refusal
from tests.plugins.proposals.stories.parties import Deputy, Unit
from tests.plugins.proposals.stories.story import Story
from tests.plugins.proposals.town import GUYI, one
from tests.town.rows import rows_of

RECORD = "mutation M($input: RecordOpinionInput!) { done: recordOpinion(input: $input) { opinion { id } } }"
ESCALATE = """mutation M($input: EscalateOpinionInput!) { done: escalateOpinion(input: $input) {
    suggestion { id } errors { code field message hint } } }"""


def test_what_a_resident_said_is_followed_to_a_kept_promise(story: Story) -> None:
    """The thread goes from the words at the station to the kept promise and back, for each as far as he may read.

    A deputy of the station takes up what was said there; the opinion waits until the suggestion is closed, and is
    then to be reported back. The public reads the suggestion once it is published, twenty working days after the
    reply: from 7 April 2025, with Sunday the 27th worked and 1 to 5 May off, on 7 May.
    """
    wei, staff, housing = story.deputy("韦试一"), story.staff, story.unit("柳州市试点住建局")
    opinion = hears(story, wei, "渡口太滑，老人摔跤。")
    assert escalation(story, story.deputy("覃试二"), opinion) == "FORBIDDEN_SCOPE"
    takes_up(story, wei, opinion)
    assert escalation(story, wei, opinion) == "INVALID_TRANSITION"
    assert story.read("state originKind matterText") == {
        "state": "DRAFT",
        "originKind": "STATION",
        "matterText": "渡口太滑，老人摔跤。",
    }
    assert thread(story, opinion, wei.actor)["descendants"] == ["SUGGESTION 关于修缮渡口的建议: Draft"]
    assert thread(story, opinion)["descendants"] == [], "a draft is the deputy's own"

    story.on("2025-04-07")
    is_answered(story, wei, housing)
    assert (story.state, opinion_of(story, opinion)["state"]) == ("TRACKING", "RECEIVED")
    story.on("2025-05-06")
    story.jobs_run()
    assert (story.public("title"), thread(story, opinion)["descendants"]) == (None, [])
    story.on("2025-05-07")
    story.jobs_run()
    story.on("2025-05-30")
    housing.keeps_its_promise()
    staff.closes()

    whole = [
        "SUGGESTION 关于修缮渡口的建议: Handled and closed",
        f"REPLY {letter(story)}: None",
        "COMMITMENT 铺设防滑石板: Kept",
    ]
    heard = opinion_of(story, opinion)
    assert (heard["handling"], heard["state"]) == ("TO_SUGGESTION", "HANDLED")
    for actor in (PUBLIC_READER, wei.actor, housing.actor):
        assert thread(story, opinion, actor) == {"ancestors": [], "descendants": whole}
        assert lineage(story.read(f"lineage {{ {LINKS} }}", actor)["lineage"]) == {
            "ancestors": ["OPINION 渡口太滑，老人摔跤。: Handled, not yet reported back"],
            "descendants": whole[1:],
        }


def test_an_opinion_goes_with_the_suggestion_it_was_merged_into(story: Story) -> None:
    """Each deputy still gets a reply (Zhejiang, art. 18), and so does the resident who spoke to one of them."""
    wei, qin, housing = story.deputy("韦试一"), story.deputy("覃试二"), story.unit("柳州市试点住建局")
    opinion = hears(story, wei, "渡口太滑。")
    takes_up(story, wei, opinion)
    mine = story.about
    target = qin.drafts("关于渡口防滑的建议")
    qin.submits()
    story.staff.accepts()
    story.turns_to(mine)
    wei.edits(requests=["铺设防滑石板"])
    wei.submits()
    story.staff.merges_it_into(target)

    story.turns_to(target)
    is_handled(story, qin, housing, "C")
    qin.evaluates("SATISFIED")
    assert opinion_of(story, opinion)["state"] == "RECEIVED"
    with story.refused("EVALUATION_PENDING"):
        story.staff.closes()
    wei.evaluates("BASICALLY_SATISFIED")
    story.staff.closes()
    assert opinion_of(story, opinion)["state"] == "HANDLED"
    assert thread(story, opinion, wei.actor)["descendants"] == [
        "SUGGESTION 关于修缮渡口的建议: Merged into another suggestion",
        "SUGGESTION 关于渡口防滑的建议: Handled and closed",
        f"REPLY {letter(story)}: None",
    ]
    assert lineage(wei.reads(f"lineage {{ {LINKS} }}")["lineage"])["ancestors"] == [
        "MERGED_SUGGESTION 关于修缮渡口的建议: Merged into another suggestion",
        "OPINION 渡口太滑。: Handled, not yet reported back",
    ]


def test_what_a_deputy_drops_another_may_take_up(story: Story) -> None:
    """A suggestion that is withdrawn gives the resident no answer, so the opinion still waits for one."""
    wei = story.deputy("韦试一")
    opinion = hears(story, wei, "渡口太滑。")
    takes_up(story, wei, opinion)
    wei.withdraws()

    takes_up(story, wei, opinion)
    assert (story.state, opinion_of(story, opinion)["state"]) == ("DRAFT", "RECEIVED")


LINKS = "ancestors { kind title state } descendants { kind title state }"


def hears(story: Story, deputy: Deputy, text: str) -> str:
    """The opinion that the staff of the station at which the deputy serves records."""
    with rows_of(story.ask.generation, story.url) as rows:
        station = rows.a_station("GY-FERRY", host=GUYI)
        rows.an_assignment(station, rows.session.get_one(rows.generation[Person], deputy.actor.grants[0].scope_id))
        number = station.id
    given = {"station": f"Station:{number}", "channel": "IN_PERSON", "category": "ROADS", "text": text}
    given |= {"visibility": "PUBLIC", "handling": "TO_DELIBERATION"}
    staff = one(STATION_STAFF, number, "站点工作人员")
    done = story.ask(RECORD, actor=staff, input={**given, "declaresNoStateSecret": True})["done"]
    identifier: str = done["opinion"]["id"]
    return identifier


def taking_up(deputy: Deputy, opinion: str) -> dict[str, str]:
    """What the deputy says who takes the opinion up."""
    return {"opinion": opinion, "mandate": deputy.mandate, "title": "关于修缮渡口的建议"}


def takes_up(story: Story, deputy: Deputy, opinion: str) -> None:
    """The deputy drafts a suggestion from the opinion, which is spoken of from then on."""
    done = story.ask(ESCALATE, actor=deputy.actor, input=taking_up(deputy, opinion))["done"]
    assert done["errors"] == []
    story.turns_to(done["suggestion"]["id"])


def escalation(story: Story, deputy: Deputy, opinion: str) -> str:
    """The code by which the deputy is refused to take it up."""
    return refusal(story.ask, ESCALATE, deputy.actor, taking_up(deputy, opinion))


def is_answered(story: Story, deputy: Deputy, unit: Unit) -> None:
    """The deputy submits it, the unit promises stone slabs for the end of May, and the deputy is satisfied."""
    deputy.edits(requests=["铺设防滑石板"])
    deputy.submits()
    story.staff.accepts()
    is_handled(story, deputy, unit, "B", commitments=[{"text": "铺设防滑石板", "dueOn": "2025-05-30"}])
    deputy.evaluates("SATISFIED")


def is_handled(story: Story, deputy: Deputy, unit: Unit, outcome: str, **given: Any) -> None:  # noqa: ANN401 - input
    """The unit is assigned the suggestion, speaks with the deputy, and replies."""
    story.staff.assigns(lead=unit)
    unit.signs_for_it()
    unit.speaks_with(deputy)
    deputy.confirms_the_talk_with(unit)
    unit.replies(outcome, **given)


def letter(story: Story) -> str:
    """The title of the reply."""
    title: str = story.read("replies { nodes { title } }")["replies"]["nodes"][0]["title"]
    return title


def opinion_of(story: Story, opinion: str, actor: Actor = PUBLIC_READER) -> dict[str, Any]:
    """What somebody reads of the opinion."""
    query = f"query Q($id: ID!) {{ opinion(id: $id) {{ handling state lineage {{ {LINKS} }} }} }}"
    found: dict[str, Any] = story.ask(query, actor=actor, id=opinion)["opinion"]
    return found


def thread(story: Story, opinion: str, actor: Actor = PUBLIC_READER) -> dict[str, list[str]]:
    """The thread of the opinion, as somebody reads it."""
    return lineage(opinion_of(story, opinion, actor)["lineage"])


def lineage(found: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """Each record of the thread in a line."""
    return {side: [f"{one['kind']} {one['title']}: {one['state']}" for one in found[side]] for side in found}
