"""What the letter of a reply is called before the reply is on record."""

from __future__ import annotations

from core.api import Env
from plugins.congress.deadlines.arithmetic import day_of
from plugins.proposals.letter.letter import Letter, Subject
from plugins.proposals.letter.wording import letter_title
from plugins.proposals.models import Suggestion


def default_title(env: Env, suggestion: Suggestion, unit: str) -> str:
    """The title that the letter of a reply to the suggestion has."""
    subject = Subject(
        congress=suggestion.congress.name,
        term=suggestion.term.ordinal,
        session=suggestion.session.ordinal if suggestion.session else None,
        number=suggestion.serial or 0,
        title=suggestion.title,
    )
    return letter_title(Letter(subject, (), unit, day_of(env.now)))
