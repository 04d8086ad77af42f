"""The replies of the units, point by point."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.api import Role
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.models import Visibility
from plugins.congress.roles import UNIT_LEADER
from plugins.proposals.demo.handling import in_charge
from plugins.proposals.demo.life import Life, Task
from plugins.proposals.models import (
    HandlingState,
    ItemReply,
    OutcomeCount,
    PublicAttribute,
    Reply,
    SuggestionState,
)

CLASS_OF: Mapping[OutcomeCount, int] = MappingProxyType(
    {
        OutcomeCount.SOLVED: 1,
        OutcomeCount.PLANNED: 2,
        OutcomeCount.REFERENCE: 3,
        OutcomeCount.DEFERRED: 3,
        OutcomeCount.OUT_OF_POWER: 3,
    }
)
"""The letter of the default scheme; what it counts as may be told more closely than its class says."""

_SITUATIONS = (
    "收到建议后，我单位成立专班，到现场核查，情况属实。",
    "接到交办后，分管负责人带队调研，并与代表面商。",
    "经核查，建议所提问题客观存在，群众反映集中。",
)
_PLANS: Mapping[OutcomeCount, str] = MappingProxyType(
    {
        OutcomeCount.SOLVED: "目前已办结：{what}，欢迎代表和群众监督。",
        OutcomeCount.PLANNED: "已列入工作计划：{what}，将按时限分步实施。",
        OutcomeCount.REFERENCE: "受政策和资金条件所限，暂难实施，所提意见留作工作参考。",
        OutcomeCount.DEFERRED: "目前条件尚不具备，待条件成熟时再行研究。",
        OutcomeCount.OUT_OF_POWER: "该事项超出我单位职权，已向上级主管部门反映。",
    }
)
_ANSWERS: Mapping[OutcomeCount, str] = MappingProxyType(
    {
        OutcomeCount.SOLVED: "已完成。",
        OutcomeCount.PLANNED: "已列入计划，分步落实。",
        OutcomeCount.REFERENCE: "留作参考。",
        OutcomeCount.DEFERRED: "暂缓实施，继续跟踪。",
        OutcomeCount.OUT_OF_POWER: "已向上级反映。",
    }
)
_EVIDENCE = "现场照片和验收单存档备查。"


def reply(life: Life, task: Task, counts_as: OutcomeCount, *, last: bool) -> int:
    """Send the unit's reply now; the suggestion is replied to when the last one has."""
    if task.state is not HandlingState.HANDLING:
        task.state = HandlingState.HANDLING
    number = _write(life, task, counts_as)
    life.stop(DeadlineKind.REHANDLE if life.round > 1 else DeadlineKind.REPLY, task)
    task.state = HandlingState.REPLIED
    if last:
        _all_replied(life, counts_as)
    life.step("issue_reply", leader(task), SuggestionState.REPLIED if last else None, task=task)
    return number


def reply_all(life: Life, counts_as: OutcomeCount) -> list[int]:
    """Let all units in charge reply, a day or two after each other."""
    tasks = in_charge(life)
    numbers = []
    for place, task in enumerate(tasks, start=1):
        if place > 1:
            life.wait(0, 1)
        numbers.append(reply(life, task, counts_as, last=place == len(tasks)))
    return numbers


def supplement(life: Life, task: Task, reply_id: int) -> None:
    """Reply once more, because what was promised is done."""
    _write(life, task, OutcomeCount.SOLVED, reply_id)
    life.counts_as = OutcomeCount.SOLVED
    life.step("supplement_reply", leader(task), task=task)


def leader(task: Task) -> tuple[str, Role]:
    """Who signs for the unit."""
    return f"{task.unit.name}负责人", UNIT_LEADER


def _all_replied(life: Life, counts_as: OutcomeCount) -> None:
    life.counts_as = counts_as
    if "replied_at" not in life.times:
        life.note("replied_at")
    life.start(DeadlineKind.EVALUATE, DeadlineEvent.REPLIED)
    if life.round == 1 and life.visibility is Visibility.PUBLIC:
        life.start(DeadlineKind.PUBLISH, DeadlineEvent.REPLIED)


def _write(life: Life, task: Task, counts_as: OutcomeCount, supplements: int | None = None) -> int:
    number = life.book.number(Reply)
    public = life.visibility is Visibility.PUBLIC
    life.book.write(
        Reply,
        number,
        life.id,
        task.id,
        life.round,
        life.document_no or f"{task.unit.name[:12]}函〔{life.now.year}〕{number % 900 + 1}号",
        f"对《{life.words.title}》的答复",
        life.dice.pick(_SITUATIONS),
        _PLANS[counts_as].format(what="；".join(life.words.requests)),
        CLASS_OF[counts_as],
        counts_as,
        "示例负责人",
        "主要负责人",
        life.now,
        PublicAttribute.PUBLIC if public else PublicAttribute.NOT_PUBLIC,
        None if public else "涉及内部工作安排",
        life.fate.key or life.dice.chance(0.15),
        supplements,
        _EVIDENCE if counts_as is OutcomeCount.SOLVED else None,
    )
    if supplements is None:
        for point in life.points:
            life.book.add(ItemReply, number, point, _ANSWERS[counts_as])
    return number
