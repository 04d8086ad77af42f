"""What the deputies think of the replies, and what follows when they are not satisfied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.api import SYSTEM
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.demo.dice import Weighted
from plugins.proposals.demo.fates import never_displeasing
from plugins.proposals.demo.handling import in_charge, talk
from plugins.proposals.demo.life import Life
from plugins.proposals.demo.replying import reply_all
from plugins.proposals.models import (
    Coordination,
    Evaluation,
    HandlingState,
    OutcomeCount,
    Satisfaction,
    SuggestionState,
)

_PLEASED = Weighted({Satisfaction.SATISFIED: 82, Satisfaction.BASICALLY_SATISFIED: 18})
_COMMENTS = (
    "答复没有明确时间表，请重新研究。",
    "现场问题仍未解决，与答复不符。",
    "只讲困难，没有针对所提要求逐条答复。",
)
_AGAIN = "代表对办理结果不满意，请重新办理。"
_OPINION = "经三方协商，单位限期补充措施，人大跟踪督办。"


def judge(life: Life, replies: Sequence[int]) -> bool:
    """Let the deputy evaluate every reply of the round, or none: whether the deputy is satisfied, or silent."""
    if life.fate.silent and life.round == 1:
        return _say_nothing(life)
    displeased = _displeased(life)
    for place, number in enumerate(replies, start=1):
        life.wait(1, 16 if place == 1 else 2)
        _evaluate(life, number, displeased=displeased, last=place == len(replies))
    publish(life)
    return not displeased


def publish(life: Life) -> None:
    """Publish it, unless it is not public, or somebody forgets it."""
    if life.running(DeadlineKind.PUBLISH) and not life.fate.unpublished:
        life.wait(0, 3)
        life.stop(DeadlineKind.PUBLISH)
        life.note("published_at")
        life.step("publish_suggestion", (SYSTEM.name, SYSTEM))


def handle_again(life: Life, counts_as: OutcomeCount) -> list[int]:
    """Order it to be handled again, and let the units reply once more."""
    life.wait(2, 10)
    life.round += 1
    for task in in_charge(life):
        task.state = HandlingState.HANDLING
        life.start(DeadlineKind.REHANDLE, DeadlineEvent.REHANDLING_ORDERED, task)
    life.step("order_rehandling", life.staff, SuggestionState.REHANDLING, reason=_AGAIN)
    talk(life, in_charge(life)[0])
    life.wait(4, 15)
    return reply_all(life, counts_as)


def coordinate(life: Life) -> None:
    """Bring the deputy and the units together, and record what they come to."""
    life.wait(3, 10)
    opened_at = life.now
    number = life.book.number(Coordination)
    life.step("open_coordination", life.staff, SuggestionState.COORDINATION)
    values: tuple[object, ...] = (None, None, None, None)
    try:
        life.wait(5, 20)
        values = (day_of(life.now), f"{life.author.name}、承办单位、人大代表工作机构", _OPINION, life.now)
        life.step("conclude_coordination", life.staff)
    finally:
        life.book.write(Coordination, number, life.id, opened_at, *values)


def _displeased(life: Life) -> bool:
    if any(never_displeasing(task.unit.id) for task in in_charge(life)):
        return False
    return life.fate.displeased and (life.round == 1 or life.fate.displeased_again)


def _evaluate(life: Life, reply_id: int, *, displeased: bool, last: bool) -> None:
    result = Satisfaction.DISSATISFIED if displeased else life.dice.draw(_PLEASED)
    attitude = Satisfaction.BASICALLY_SATISFIED if displeased else Satisfaction.SATISFIED
    comment = life.dice.pick(_COMMENTS) if displeased else None
    pressed = life.fate.pressed and not displeased
    author = life.author
    values = (author.mandate_id, author.deputy.id, attitude, result, comment, life.now, True, True, pressed)
    life.book.add(Evaluation, life.id, reply_id, *values)
    if last:
        life.stop(DeadlineKind.EVALUATE)
    life.step("evaluate_reply", life.deputy, SuggestionState.EVALUATED if last else None)


def _say_nothing(life: Life) -> bool:
    """The time to evaluate goes by; meanwhile the reply is published."""
    life.wait(6, 14)
    publish(life)
    deadline = life.running(DeadlineKind.EVALUATE)
    if deadline:
        life.go_on(day_of(deadline.due_at) + timedelta(days=1))
        life.stop(DeadlineKind.EVALUATE)
    life.by_itself("close_feedback", SuggestionState.NO_FEEDBACK)
    return True
