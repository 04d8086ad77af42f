"""While the units handle it: plans, talks with the deputy, letters between units, more time."""

from __future__ import annotations

from datetime import date, timedelta

from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.demo.dice import Weighted
from plugins.proposals.demo.assigning import active, clerk
from plugins.proposals.demo.deadlines import calendar
from plugins.proposals.demo.life import Life, Task
from plugins.proposals.models import (
    CoHandlingOpinion,
    ContactLog,
    ContactMode,
    ContactStage,
    ExtensionRequest,
    HandlingRole,
    HandlingState,
    RequestDecision,
)

_MODES = Weighted(
    {
        ContactMode.SITE: 34,
        ContactMode.VISIT: 24,
        ContactMode.PHONE: 22,
        ContactMode.MEETING: 14,
        ContactMode.ONLINE: 6,
    }
)
_SUMMARIES = (
    "与代表一同查看现场，听取具体意见，商定办理思路。",
    "向代表介绍初步方案，代表提出补充意见，已记录采纳。",
    "向代表说明资金和工期安排，代表表示理解。",
    "就办理时限与代表沟通，代表希望年内见效。",
)
_BROAD = "涉及面广，需与多个部门会商并落实资金，申请延长办理期限。"
_EXTENDED_DAYS = (20, 75)
"""Days beyond the usual three months, and so within six in all."""


def plan(life: Life) -> None:
    """File the work plans."""
    for task in in_charge(life):
        life.wait(3, 9)
        task.work_plan, task.work_plan_filed_at = "明确分管领导和责任科室，倒排办理时限。", life.now
        life.stop(DeadlineKind.WORK_PLAN, task)
        life.step("file_work_plan", clerk(task), task=task)


def talk(life: Life, task: Task, stage: ContactStage = ContactStage.DURING) -> None:
    """Speak with the deputy, who confirms it."""
    life.wait(2, 8)
    at, mode = life.now, life.dice.draw(_MODES)
    life.stop(DeadlineKind.FIRST_CONTACT, task)
    life.step("log_contact", clerk(task), task=task)
    number = life.book.number(ContactLog)
    contact = (task.id, stage, mode, at, life.author.name, life.dice.pick(_SUMMARIES))
    life.go_to(at + timedelta(hours=life.dice.between(1, 20)))
    life.book.write(ContactLog, number, *contact, life.lead_signature, life.now)
    life.step("confirm_contact", life.deputy, task=task)


def help_out(life: Life) -> None:
    """Let the helping unit give its opinion, and the lead unit accept it."""
    for task in active(life):
        if task.role is HandlingRole.CO and task.state is HandlingState.HANDLING:
            life.wait(1, 5)
            life.go_on(life.co_opinion_on or day_of(life.now))
            task.state, sent_at = HandlingState.REPLIED, life.now
            life.stop(DeadlineKind.CO_OPINION, task)
            life.step("submit_co_opinion", clerk(task), task=task)
            life.wait(0, 2)
            life.step("accept_co_opinion", clerk(in_charge(life)[0]), task=task)
            text = f"{task.unit.name}：同意主办单位意见，将在职责范围内配合落实。"
            document = f"协办函〔{sent_at.year}〕{task.id % 400 + 1}号"
            life.book.add(CoHandlingOpinion, task.id, document, text, sent_at, life.now)


def ask_for_time(life: Life, task: Task) -> None:
    """Ask for more time, within the six months there are in all, and get it."""
    deadline = life.running(DeadlineKind.REPLY, task)
    if deadline is None:
        return
    due_on = day_of(deadline.due_at)
    until = due_on + timedelta(days=life.dice.between(*_EXTENDED_DAYS))
    life.go_on(due_on - timedelta(days=life.dice.between(12, 20)))
    requested_at = life.now
    life.step("request_extension", clerk(task), task=task, reason=_BROAD)
    life.wait(1, 3)
    deadline.extend(until, _BROAD)
    values = (task.id, _BROAD, until, requested_at, RequestDecision.ACCEPTED, "同意延期。", life.now, life.staff[0])
    life.book.add(ExtensionRequest, *values)
    life.step("decide_extension", life.staff, task=task)


def in_charge(life: Life) -> list[Task]:
    """The handlings of the units that reply to the deputy."""
    return [task for task in active(life) if task.role is not HandlingRole.CO]


def reply_day(life: Life, task: Task) -> date:
    """When the unit replies: mostly in the second half of its time, seldom too late."""
    deadline = life.running(DeadlineKind.REPLY, task)
    due_on = day_of(deadline.due_at) if deadline else day_of(life.now)
    if life.fate.late:
        return due_on + timedelta(days=life.dice.between(1, 18))
    left = max(0, (due_on - day_of(life.now)).days - 4)
    day = day_of(life.now) + timedelta(days=left * life.dice.between(25, 100) // 100)
    return day if calendar().is_workday(day) else max(day_of(life.now), day - timedelta(days=3))
