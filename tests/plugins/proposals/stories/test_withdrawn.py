"""Deputies who take their suggestion back."""

from __future__ import annotations

from tests.plugins.proposals.stories.parties import Unit
from tests.plugins.proposals.stories.story import Story


def test_a_joint_suggestion_is_withdrawn_by_all_who_signed_it(story: Story) -> None:
    """What two deputies signed one alone does not take back, and what units asked for falls away with it.

    Signers withdraw a suggestion in writing, those of a joint one together (Shanghai, art. 10), as long as it is
    not replied to; its units then have nothing to do, and its time stops.

    Assigned on 5 March 2025: the traffic office is asked for its plan by the 26th, and asks for more time on the
    17th; the helper asked on the 14th, the seventh working day, to give its part back.
    """
    wei, qin, staff = story.deputy("韦试一"), story.deputy("覃试二"), story.staff
    traffic, housing = story.unit("柳州市试点交通局"), story.unit("柳州市试点住建局")
    is_assigned(story, traffic, housing, signed_with="覃试二")
    traffic.signs_for_it()
    story.on("2025-03-14", hour=23)
    housing.asks_to_return_it()
    story.on("2025-03-17")
    traffic.asks_for_time("2025-09-05")

    with story.refused("VALIDATION"):
        wei.withdraws(reason=" ")
    with story.refused("SIGNERS_MUST_AGREE"):
        wei.withdraws()
    with story.refused("FORBIDDEN_SCOPE"):
        qin.withdraws()
    with story.refused("FORBIDDEN_SCOPE"):
        story.deputy("莫试三").agrees_to_the_withdrawal()
    qin.agrees_to_the_withdrawal()
    assert story.state == "RETURN_REQUESTED", "agreeing alone takes nothing back"
    wei.withdraws("路已修好。")

    assert (story.state, story.read("withdrawnAt")["withdrawnAt"]) == ("WITHDRAWN", "2025-03-17T10:00:00+08:00")
    assert story.history()[-2:] == ["agree_withdrawal: 覃试二", "withdraw_suggestion: 韦试一"]
    assert (story.running(), story.running(traffic), story.running(housing)) == ({}, {}, {})
    assert handlings(story) == [
        ("ENDED", [], [("LAPSED", None)]),
        ("ENDED", [("LAPSED", None)], []),
    ]
    assert {party.told()[-1] for party in (staff, traffic, housing)} == {"withdraw_suggestion"}
    with story.refused("INVALID_TRANSITION"):
        wei.withdraws()
    with story.refused("INVALID_TRANSITION"):
        staff.grants_time_to(traffic)
    assert replied(story) == (0, 0, 1)


def test_what_was_replied_to_is_not_withdrawn(story: Story) -> None:
    """A reply stands, and is judged: afterwards there is nothing to take back."""
    wei, traffic = story.deputy("韦试一"), story.unit("柳州市试点交通局")
    is_assigned(story, traffic)
    traffic.signs_for_it()
    traffic.speaks_with(wei)
    wei.confirms_the_talk_with(traffic)
    traffic.replies("C")

    with story.refused("INVALID_TRANSITION"):
        wei.withdraws()
    assert "withdraw_suggestion" not in wei.possible()
    assert replied(story) == (1, 1, 0)


def test_a_draft_is_withdrawn_without_a_word_to_anybody(story: Story) -> None:
    """Nobody but the deputies knows of a draft, so nobody is told that it is gone."""
    wei = story.deputy("韦试一")
    wei.drafts()
    wei.withdraws()

    assert (story.state, story.staff.told(), story.staff.reads("state")) == ("WITHDRAWN", [], None)


def is_assigned(story: Story, lead: Unit, *helpers: Unit, signed_with: str | None = None) -> None:
    """On 5 March 2025 a suggestion is assigned to the units, which another deputy signed as well if one is named."""
    wei = story.deputy("韦试一")
    story.on("2025-03-03")
    wei.drafts()
    if signed_with:
        other = story.deputy(signed_with)
        wei.invites(other)
        other.signs()
    wei.submits()
    story.staff.accepts()
    story.on("2025-03-05")
    story.staff.assigns(lead=lead, helpers=helpers)


def handlings(story: Story) -> list[tuple[str, list[tuple[str, str | None]], list[tuple[str, str | None]]]]:
    """Where each handling stands, and who decided what its unit asked for: returns, and more time."""
    asked = "nodes { decision decidedBy }"
    shown = f"handlings(orderBy: [{{id: ASC}}]) {{ nodes {{ state returnRequests {{ {asked} }}"
    found = story.read(f"{shown} extensionRequests {{ {asked} }} }} }}")["handlings"]["nodes"]
    return [
        (
            one["state"],
            [(request["decision"], request["decidedBy"]) for request in one["returnRequests"]["nodes"]],
            [(request["decision"], request["decidedBy"]) for request in one["extensionRequests"]["nodes"]],
        )
        for one in found
    ]


def replied(story: Story) -> tuple[int, int, int]:
    """How many were replied to, of how many that were assigned, and how many are left out."""
    query = "{ suggestions { rates { replied { numerator denominator excluded } } } }"
    rate = story.ask(query, actor=story.staff.actor)["suggestions"]["rates"]["replied"]
    return rate["numerator"], rate["denominator"], rate["excluded"]
