"""Two deputies who ask for the same: one suggestion is merged into the other, and each deputy gets a reply."""

from __future__ import annotations

from tests.plugins.proposals.stories.parties import Deputy, Party
from tests.plugins.proposals.stories.story import Story


def test_one_is_merged_into_the_other_and_each_deputy_gets_the_reply(story: Story) -> None:
    """What is on one matter may be handled together, and each deputy still gets a reply (Zhejiang, art. 18).

    The one that is merged has no number of its own, and nothing is decided about it any more. Its deputies read the
    reply, and its lead deputy judges it too; the lead deputy of the other is waited for, and only what satisfies both
    is closed.

    From 3 March 2025 the seventh working day is 12 March. From 21 April: 27 April, a Sunday, is worked, 1 to 5 May are
    holidays; the twentieth is 21 May.
    """
    wei, qin, mo, staff = story.deputy("韦试一"), story.deputy("覃试二"), story.deputy("莫试三"), story.staff
    traffic = story.unit("柳州市试点交通局")
    story.on("2025-03-03")
    first = wei.drafts()
    wei.submits()
    second = qin.drafts("关于修缮试点路南段人行道的建议", requests=["修缮南段人行道"])
    qin.invites(mo)
    mo.signs()
    with story.refused("VALIDATION"):
        qin.submits(acknowledged=[])
    qin.submits()
    with story.refused("INVALID_TRANSITION"):
        staff.merges_it_into(first)
    story.turns_to(first)
    staff.accepts()
    story.turns_to(second)
    with story.refused("VALIDATION"):
        staff.merges_it_into(second)
    with story.refused("FORBIDDEN_SCOPE"):
        wei.takes("merge_suggestion", into=first)
    staff.merges_it_into(first)

    assert story.read("state number mergedInto { id }") == {
        "state": "MERGED",
        "number": None,
        "mergedInto": {"id": first},
    }
    assert story.deadlines() == ["ACCEPT_AND_ASSIGN 2025-03-12 CANCELLED"]
    assert qin.told()[-1] == mo.told()[-1] == "merge_suggestion"
    for step in ("accept_suggestion", "withdraw_suggestion"):
        assert step not in qin.possible() + staff.possible()
    story.turns_to(first)
    with story.refused("INVALID_TRANSITION"):
        wei.withdraws()
    with story.refused("FORBIDDEN_SCOPE"):
        qin.withdraws()

    story.on("2025-03-05")
    staff.assigns(lead=traffic)
    traffic.signs_for_it()
    traffic.speaks_with(mo)
    mo.confirms_the_talk_with(traffic)
    story.on("2025-04-21")
    traffic.replies("C")
    assert story.running()["EVALUATE"] == "2025-05-21"
    for party in (wei, qin, mo, staff, story.government, traffic, traffic.head):
        assert addressed(party) == ["尊敬的韦试一、覃试二代表："]
    for party in (story.government, traffic, traffic.head):
        (merged,) = party.reads("mergedSuggestions { nodes { id points { nodes { text } } } }")["mergedSuggestions"][
            "nodes"
        ]
        assert merged == {"id": second, "points": {"nodes": [{"text": "修缮南段人行道"}]}}
    assert wei.told()[-2:] == qin.told()[-2:] == ["reply", "evaluate"]
    assert mo.told()[-1] == "reply", "whoever only signed is not asked to judge"
    with story.refused("FORBIDDEN_SCOPE"):
        mo.evaluates("SATISFIED")
    qin.evaluates("DISSATISFIED", comment="南段没有提到。")
    assert story.state == "REPLIED", "the lead deputy is waited for"
    story.on("2025-04-22")
    wei.evaluates("SATISFIED")
    assert story.state == "EVALUATED"
    assert satisfied(story) == 0, "one who is satisfied does not outvote one who is not"
    assert [deputy.reads("evaluations { totalCount }")["evaluations"]["totalCount"] for deputy in (wei, qin)] == [1, 1]

    third = mo.drafts("关于试点路人行道修缮进度的建议")
    mo.submits()
    with story.refused("INVALID_TRANSITION"):
        staff.merges_it_into(first)
    staff.accepts()
    assert story.number == "〔15〕闭字2号", "what was merged took no number"
    story.turns_to(first)
    with story.refused("INVALID_TRANSITION"):
        staff.closes()

    staff.orders_rehandling(reason="请答复南段。")
    traffic.speaks_with(qin)
    qin.confirms_the_talk_with(traffic)
    story.on("2025-05-12")
    traffic.replies("A", answersComment="南段已一并修缮。", evidence="验收报告")
    wei.evaluates("SATISFIED")
    qin.evaluates("SATISFIED")
    assert satisfied(story) == 1, "the last word of each counts"
    staff.closes()
    assert qin.told()[-1] == "closed"
    assert thread(qin, "ancestors") == [("MERGED_SUGGESTION", second)]
    story.turns_to(second)
    assert thread(qin, "descendants") == [("SUGGESTION", first)]
    with story.refused("INVALID_TRANSITION"):
        qin.withdraws()
    story.turns_to(third)
    with story.refused("INVALID_TRANSITION"):
        staff.merges_it_into(second)


def addressed(party: Party) -> list[str]:
    """To whom the letters are addressed, as the party reads them."""
    letters = party.reads("replies { nodes { letterHtml } }")["replies"]["nodes"]
    return [one["letterHtml"].partition('salutation">')[2].partition("<")[0] for one in letters]


def thread(deputy: Deputy, end: str) -> list[tuple[str, str]]:
    """The suggestions at one end of the thread, as the deputy reads it."""
    found = deputy.reads(f"lineage {{ {end} {{ kind suggestion }} }}")["lineage"][end]
    return [(one["kind"], one["suggestion"]) for one in found if one["suggestion"]]


def satisfied(story: Story) -> float | None:
    """The share of suggestions whose deputies are satisfied, as staff reads it."""
    found = story.ask("{ suggestions { rates { satisfied { value } } } }", actor=story.staff.actor)
    share: float | None = found["suggestions"]["rates"]["satisfied"]["value"]
    return share
