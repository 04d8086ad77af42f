"""What the model remembers: suggestions with what belongs to them, and whoever acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.plugins.proposals.model.days import day_of, due_on, end_of

GIVEN_BACK = ("RETURNED", "ENDED")
IN_CHARGE = ("LEAD", "SEPARATE")
OPEN = ("RUNNING", "EXTENDED")


@dataclass(frozen=True)
class Who:
    """Someone with roles, each for a person, a congress or a unit by its name."""

    name: str
    roles: tuple[tuple[str, str], ...] = ()

    def scopes(self, *roles: str) -> set[str]:
        """For whom or what the actor has one of the roles."""
        return {scope for role, scope in self.roles if role in roles}

    @property
    def units(self) -> set[str]:
        """The units the actor works for."""
        return self.scopes("unit_clerk", "unit_leader")


@dataclass(eq=False)
class Record:
    """What the database knows under an identifier, once it was told."""

    id: str = field(default="", kw_only=True)


@dataclass(eq=False)
class Signature(Record):
    """A deputy's signature or invitation."""

    mandate: str
    person: str
    lead: bool
    state: str


@dataclass(eq=False)
class Request(Record):
    """A unit's request to return a suggestion, or for more time."""

    handling: Handling
    state: str = "PENDING"
    dispute: int = 0
    until: date | None = None


@dataclass(eq=False)
class Contact(Record):
    """A talk with the deputy."""

    handling: Handling
    stage: str
    at: datetime
    confirmed: bool = False


@dataclass(eq=False)
class Opinion(Record):
    """A helper's opinion."""

    handling: Handling
    settled: str = ""


@dataclass(eq=False)
class Evaluation(Record):
    """What a deputy thinks of a reply."""

    mandate: str
    result: str
    at: datetime


@dataclass(eq=False)
class Reply(Record):
    """A unit's reply, or what it added to one."""

    handling: Handling
    counts_as: str
    evidence: bool
    adds_to: Reply | None = None
    evaluations: list[Evaluation] = field(default_factory=list)


@dataclass(eq=False)
class Promise(Record):
    """What a unit promised."""

    reply: Reply
    due: date
    state: str = "OPEN"


@dataclass(eq=False)
class Deadline(Record):
    """What has to be done until a day."""

    kind: str
    handling: Handling | None
    start: datetime
    due: date
    state: str = "RUNNING"
    reminded: bool = False
    elapsed: int = 0

    def is_past(self, now: datetime) -> bool:
        """Whether its time is over."""
        return now > end_of(self.due)


@dataclass(eq=False)
class Handling(Record):
    """The handling by one unit."""

    unit: str
    role: str
    state: str = "ASSIGNED"
    round: int = 1
    contacts: list[Contact] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    returns: list[Request] = field(default_factory=list)
    extensions: list[Request] = field(default_factory=list)

    def let_lapse(self) -> None:
        """End what the unit asks for and nobody has decided."""
        for request in (*self.returns, *self.extensions):
            request.state = "LAPSED" if request.state == "PENDING" else request.state


@dataclass(frozen=True)
class Event:
    """What happened."""

    step: str
    before: str | None
    after: str
    who: str
    role: str
    handling: Handling | None


@dataclass(eq=False)
class Item(Record):
    """A suggestion, to the congress of the tier."""

    tier: str
    title: str = ""
    session: str | None = None
    matter: bool = False
    points: list[Record] = field(default_factory=list)
    recorded: bool = False
    visibility: str = "PUBLIC"
    confidential: bool = False
    state: str = "DRAFT"
    version: int = 0
    text: int = 1
    round: int = 1
    submitted: datetime | None = None
    accepted: datetime | None = None
    assigned: datetime | None = None
    replied: datetime | None = None
    closed: datetime | None = None
    published: datetime | None = None
    serial: int | None = None
    number: str | None = None
    counts_as: str | None = None
    merged_into: Item | None = None
    merged: list[Item] = field(default_factory=list)
    coordinations: list[bool] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    handlings: list[Handling] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ordered: datetime | None = None
    ended: list[Handling] = field(default_factory=list)
    former: int = 0
    """How many handlings there were before it was last assigned."""

    @property
    def lead(self) -> Signature:
        """The signature of the lead deputy."""
        return self.signatures[0]

    @property
    def cosigned(self) -> list[Signature]:
        """The cosigners' signatures that were confirmed."""
        return [one for one in self.signatures[1:] if one.state == "CONFIRMED"]

    @property
    def active(self) -> list[Handling]:
        """The handlings that were neither given back nor ended."""
        return [one for one in self.handlings if one.state not in GIVEN_BACK]

    @property
    def in_charge(self) -> list[Handling]:
        """Those of the units that reply."""
        return [one for one in self.active if one.role in IN_CHARGE]

    @property
    def standing(self) -> list[Reply]:
        """The last reply of each unit that replies, without what was added."""
        letters = {one.handling: one for one in self.replies if one.adds_to is None}
        return [letters[handling] for handling in self.in_charge if handling in letters]

    @property
    def dissatisfied(self) -> bool:
        """Whether somebody is dissatisfied with a reply that stands."""
        return any(one.result == "DISSATISFIED" for reply in self.standing for one in reply.evaluations)

    @property
    def is_open(self) -> bool:
        """Whether something promised is neither kept, changed nor broken."""
        return any(one.state == "OPEN" for one in self.promises)

    def last_words(self, reply: Reply) -> Reply:
        """What was added last to the reply, or the reply."""
        return [reply, *(one for one in self.replies if one.adds_to is reply)][-1]

    def running(self, *kinds: str, handling: Handling | None = None) -> list[Deadline]:
        """The deadlines that run: of these kinds or all, of this unit or all."""
        return [
            one
            for one in self.deadlines
            if one.state in OPEN and (not kinds or one.kind in kinds) and (handling is None or one.handling is handling)
        ]

    def begin(self, kind: str, now: datetime, handling: Handling | None = None, due: date | None = None) -> Deadline:
        """A new deadline."""
        self.deadlines.append(Deadline(kind, handling, now, due or due_on(kind, now)))
        return self.deadlines[-1]

    def end(self, now: datetime, *kinds: str, handling: Handling | None = None) -> None:
        """Note that something was done: in time or too late."""
        for one in self.running(*kinds, handling=handling):
            one.state = "MISSED" if one.is_past(now) else "MET"

    def cancel(self, *kinds: str, handling: Handling | None = None) -> None:
        """Let deadlines fall away."""
        for one in self.running(*kinds, handling=handling):
            one.state = "CANCELLED"

    def settle(self, promise: Promise, state: str, now: datetime) -> None:
        """Settle what was promised, with the deadline of its day."""
        running = self.running("COMMITMENT", handling=promise.reply.handling)
        deadline = next(one for one in running if one.due == promise.due)
        done = "MISSED" if deadline.is_past(now) else "MET"
        promise.state, deadline.state = state, "CANCELLED" if state == "CHANGED" else done

    def drop(self, now: datetime) -> None:
        """End all that has to do with the handling: what is past due was missed, the rest falls away."""
        for one in self.running():
            if one.kind not in ("COMMITMENT", "PUBLISH"):
                one.state = "MISSED" if one.is_past(now) else "CANCELLED"

    def days_used(self, handling: Handling, now: datetime) -> int:
        """Calendar days that the reply has used up."""
        replies = self.running("REPLY", handling=handling)
        return sum(one.elapsed + (day_of(now) - day_of(one.start)).days for one in replies)
