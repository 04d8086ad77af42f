"""What is often asked of the town."""

from __future__ import annotations

RECORD = """mutation Record($input: RecordOpinionInput!) {
    recordOpinion(input: $input) { opinion { id serial number state text } errors { code field message hint citation } }
}"""


def an_opinion(**changes: object) -> dict[str, object]:
    """The input of `recordOpinion` at station 1, which would be done."""
    given: dict[str, object] = {
        "station": "Station:1",
        "channel": "PHONE",
        "category": "ROADS",
        "text": "渡口的台阶太滑",
        "visibility": "PUBLIC",
        "handling": "TO_SUGGESTION",
        "declaresNoStateSecret": True,
    }
    return {**given, **changes}
