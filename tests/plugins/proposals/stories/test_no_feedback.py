"""A deputy who says nothing about a reply."""

from __future__ import annotations

from tests.plugins.proposals.stories.story import Story


def test_silence_closes_the_evaluation_and_counts_for_nobody(story: Story) -> None:
    """Whoever says nothing is neither satisfied nor dissatisfied.

    A deputy has twenty working days to say how satisfied he or she is, and is reminded; whoever says nothing is
    neither satisfied nor dissatisfied.

    From 21 April 2025: 27 April, a Sunday, is worked, 1 to 5 May are holidays; the twentieth is 21 May.
    """
    wei, staff, traffic = story.deputy("韦试一"), story.staff, story.unit("柳州市试点交通局")
    story.on("2025-03-03")
    wei.drafts()
    wei.submits()
    staff.accepts()
    story.on("2025-03-05")
    staff.assigns(lead=traffic)
    traffic.signs_for_it()
    traffic.speaks_with(wei)
    wei.confirms_the_talk_with(traffic)
    story.on("2025-04-21")
    traffic.replies("C")
    assert story.running()["EVALUATE"] == "2025-05-21"

    story.on("2025-05-15", hour=1)
    story.jobs_run()
    assert wei.told()[-1] == "deadline_week_before"
    story.on("2025-05-21", hour=23)
    story.jobs_run()
    assert story.state == "REPLIED"
    story.on("2025-05-22", hour=1)
    story.jobs_run()
    assert story.state == "NO_FEEDBACK"
    assert story.history()[-1] == "close_feedback: system"

    story.on("2025-05-22")
    with story.refused("INVALID_TRANSITION"):
        wei.evaluates("SATISFIED")
    staff.closes()
    assert satisfied(story) == {"numerator": 0, "denominator": 0, "excluded": 1, "value": None}


def test_who_was_dissatisfied_and_says_nothing_of_the_second_reply_is_not_counted(story: Story) -> None:
    """What was said of a reply that another has replaced says nothing of that one."""
    wei, staff, traffic = story.deputy("韦试一"), story.staff, story.unit("柳州市试点交通局")
    story.on("2025-03-03")
    wei.drafts()
    wei.submits()
    staff.accepts()
    story.on("2025-03-05")
    staff.assigns(lead=traffic)
    traffic.signs_for_it()
    traffic.speaks_with(wei)
    wei.confirms_the_talk_with(traffic)
    story.on("2025-04-21")
    traffic.replies("C")
    wei.evaluates("DISSATISFIED", comment="只说参考，没有办理。")
    staff.orders_rehandling()
    traffic.speaks_with(wei)
    wei.confirms_the_talk_with(traffic)
    assert satisfied(story) == {"numerator": 0, "denominator": 1, "excluded": 0, "value": 0.0}

    traffic.replies("C", answersComment="已列入研究。")
    for day in ("2025-05-15", "2025-05-22"):
        story.on(day, hour=1)
        story.jobs_run()
    assert story.state == "NO_FEEDBACK"
    assert satisfied(story) == {"numerator": 0, "denominator": 0, "excluded": 1, "value": None}
    staff.closes()
    assert satisfied(story) == {"numerator": 0, "denominator": 0, "excluded": 1, "value": None}


def satisfied(story: Story) -> dict[str, object]:
    """The rate of satisfied deputies over all suggestions, as staff reads it."""
    query = "{ suggestions { rates { satisfied { numerator denominator excluded value } } } }"
    found: dict[str, object] = story.ask(query, actor=story.staff.actor)["suggestions"]["rates"]["satisfied"]
    return found
