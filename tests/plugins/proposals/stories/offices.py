"""The offices of a story: the congress's staff and leaders, the government's supervision office."""

from __future__ import annotations

from collections.abc import Sequence

from tests.plugins.proposals.stories.minutes import Given
from tests.plugins.proposals.stories.parties import Deputy, Party, Unit, draft


class Office(Party):
    """An office of the congress or the government, with the verbs of what it does."""

    def drafts_for(self, deputy: Deputy, title: str = "关于修缮试点路人行道的建议", **given: Given) -> str:
        """Record a suggestion on the deputy's behalf."""
        self.takes("create_suggestion", **{"mandate": deputy.mandate, **draft(title), **given})
        return self.story.about

    def returns_it(self, advice: str | None = "请补充地点。", ground: str | None = None) -> None:
        """Return it to the deputy for revision."""
        self.takes("return_for_revision", advice=advice, ground=ground)

    def treats_it_as_a_letter(self, ground: str, explanation: str = "此事正在诉讼中，请循司法途径。") -> None:
        """Treat as a letter what is no matter for a suggestion."""
        self.takes("treat_as_letter", ground=ground, explanation=explanation)

    def merges_it_into(self, other: str) -> None:
        """Merge it into another suggestion on the same matter."""
        self.takes("merge_suggestion", into=other)

    def accepts(self, **given: Given) -> None:
        """Accept it and give it its number."""
        self.takes("accept_suggestion", **given)

    def assigns(self, lead: Unit | None = None, helpers: Sequence[Unit] = (), **given: Given) -> None:
        """Assign it to the unit in the lead, with its helpers."""
        units = [{"unit": lead.id, "role": "LEAD"}] if lead else []
        units += [{"unit": helper.id, "role": "CO"} for helper in helpers]
        self.takes("assign_suggestion", units=units, **given)

    def assigns_apart(self, *parts: tuple[Unit, str | None]) -> None:
        """Assign it to several units, each with a part of its own."""
        self.takes(
            "assign_suggestion", units=[{"unit": unit.id, "role": "SEPARATE", "part": part} for unit, part in parts]
        )

    def grants_the_return_by(self, unit: Unit, *, to: Unit | None = None, reason: str = "理由成立。") -> None:
        """Let the unit give it back, and give it to another."""
        self._decide_return(unit, accept=True, unit=to.id if to else None, reason=reason)

    def refuses_the_return_by(self, unit: Unit, reason: str = "属于你单位职责。") -> None:
        """Have the unit go on handling it."""
        self._decide_return(unit, accept=False, reason=reason)

    def grants_time_to(self, unit: Unit) -> None:
        """Grant the unit more time."""
        self.takes("decide_extension", request=self.story.newest("extensionRequests", unit=unit.id), accept=True)

    def refuses_time_to(self, unit: Unit, reason: str | None = "工作量不大，应按期答复。") -> None:
        """Refuse the unit more time, and say why."""
        request = self.story.newest("extensionRequests", unit=unit.id)
        self.takes("decide_extension", request=request, accept=False, reason=reason)

    def orders_rehandling(self, reason: str | None = "答复未涉及路灯。") -> None:
        """Order it to be handled again, after studying the deputy's comment."""
        self.takes("order_rehandling", reason=reason)

    def calls_a_meeting(self) -> None:
        """Call the deputy and the unit together."""
        self.takes("open_coordination")

    def records_the_meeting(self, held_on: str, opinion: str = "市住建局年内安装路灯。") -> None:
        """Record what the meeting came to."""
        self.takes(
            "conclude_coordination", heldOn=held_on, participants="韦试一代表、试点交通局、试点住建局", opinion=opinion
        )

    def publishes(self) -> None:
        """Publish it with its replies."""
        self.takes("publish_suggestion")

    def closes(self) -> None:
        """Close what has been handled to its end."""
        self.takes("close_suggestion")

    def reopens(self, reason: str = "承诺没有兑现。") -> None:
        """Open a closed suggestion again."""
        self.takes("reopen_suggestion", reason=reason)

    def _decide_return(self, asking: Unit, **given: Given) -> None:
        self.takes("decide_return", request=self.story.newest("returnRequests", unit=asking.id), **given)
