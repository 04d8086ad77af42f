"""What units promise, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.demo.dice import Weighted
from plugins.proposals.demo.assigning import clerk
from plugins.proposals.demo.deadlines import Timer, agreed
from plugins.proposals.demo.life import Life, Task
from plugins.proposals.demo.replying import leader, supplement
from plugins.proposals.models import Commitment, CommitmentState, SuggestionState

_BREAK_AFTER = 31
"""Days after which a commitment that is due counts as broken."""

_ENDS = Weighted(
    {
        CommitmentState.KEPT: 74,
        CommitmentState.KEPT_LATE: 9,
        CommitmentState.CHANGED: 5,
        CommitmentState.BROKEN: 12,
    }
)
_EVIDENCE = "竣工验收单和现场照片。"
_CHANGE = "因征地协调未完成，经与代表沟通调整完成时间。"


@dataclass(slots=True, kw_only=True)
class Promise:
    """A commitment while its suggestion is told."""

    id: int
    reply_id: int
    task: Task
    due_on: date
    timer: Timer
    replaces: int | None = None
    state: CommitmentState = CommitmentState.OPEN
    settled_on: date | None = None

    def settle(self, state: CommitmentState, at: datetime) -> None:
        """Note what became of it then."""
        self.state, self.settled_on = state, day_of(at)
        if state is CommitmentState.CHANGED:
            self.timer.cancel(at)
        else:
            self.timer.meet(at)

    def write(self, life: Life) -> None:
        """Write it down as it is now."""
        kept = self.state in {CommitmentState.KEPT, CommitmentState.KEPT_LATE}
        what = life.words.requests[0]
        life.book.write(
            Commitment,
            self.id,
            life.id,
            self.reply_id,
            self.task.unit.id,
            f"{self.due_on.year}年{self.due_on.month}月底前：{what}。",
            "完成并通过验收",
            self.due_on,
            self.state,
            self.settled_on,
            _EVIDENCE if kept else None,
            _CHANGE if self.state is CommitmentState.CHANGED else None,
            self.replaces,
        )


def promise(life: Life, task: Task, reply_id: int, *, due_on: date | None = None) -> Promise:
    """A commitment made with the reply; most are due at the end of the year, or half a year later."""
    replied_on = day_of(life.now)
    ends = [date(replied_on.year, 12, 31), date(replied_on.year + 1, 6, 30)]
    far = [end for end in ends if (end - replied_on).days > 60]  # noqa: PLR2004 - two months are too short for a work
    chosen = due_on or (far[0] if life.dice.chance(0.75) else far[-1])
    return _made(life, task, reply_id, chosen)


def keep(life: Life, made: Promise, *, broken: bool) -> bool:
    """Let its day come: whether the suggestion may be closed, because it was kept."""
    end = CommitmentState.BROKEN if broken else life.dice.draw(_ENDS)
    if end is CommitmentState.CHANGED:
        return _change(life, made)
    if end is CommitmentState.BROKEN:
        _break(life, made)
        return False
    early = end is CommitmentState.KEPT
    days = -life.dice.between(0, 40) if early else life.dice.between(3, 25)
    _keep(life, made, made.due_on + timedelta(days=days))
    if life.dice.chance(0.6):
        life.wait(0, 6)
        supplement(life, made.task, made.reply_id)
    return True


def _break(life: Life, made: Promise) -> None:
    """It is broken a month after its day, and the suggestion is open again."""
    day = max(day_of(life.now), made.due_on + timedelta(days=_BREAK_AFTER))
    life.go_on(day)
    made.settle(CommitmentState.BROKEN, life.now)
    life.by_itself("break_commitment", SuggestionState.REOPENED)


def _change(life: Life, made: Promise) -> bool:
    """Another day takes its place; it is kept if that has come."""
    life.go_on(max(day_of(life.now), made.due_on - timedelta(days=life.dice.between(5, 30))))
    made.settle(CommitmentState.CHANGED, life.now)
    life.step("change_commitment", leader(made.task), task=made.task, reason=_CHANGE)
    later = _made(life, made.task, made.reply_id, made.due_on + timedelta(days=180), made.id)
    try:
        _keep(life, later, later.due_on - timedelta(days=life.dice.between(0, 20)))
    finally:
        later.write(life)
    return True


def _keep(life: Life, made: Promise, day: date) -> None:
    life.go_on(max(day_of(life.now), day))
    in_time = day_of(life.now) <= made.due_on
    made.settle(CommitmentState.KEPT if in_time else CommitmentState.KEPT_LATE, life.now)
    life.step("update_commitment", clerk(made.task), task=made.task)


def _made(life: Life, task: Task, reply_id: int, due_on: date, replaces: int | None = None) -> Promise:
    """A commitment made now, whose clock begins."""
    timer = agreed(due_on, life.now, task.id)
    life.timers.append(timer)
    number = life.book.number(Commitment)
    return Promise(id=number, reply_id=reply_id, task=task, due_on=due_on, timer=timer, replaces=replaces)
