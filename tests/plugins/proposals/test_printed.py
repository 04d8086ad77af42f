"""The letters of replies: each reader gets the letter that he or she may read."""

from __future__ import annotations

from base64 import b64decode

from core.declarations.roles import PUBLIC_READER, Actor
from plugins.congress.roles import CITY_STAFF, UNIT_CLERK, UNIT_LEADER
from schema.testing import Ask
from tests.plugins.proposals.scene import Scene

LETTERS = """query Q($id: ID!) { node(id: $id) { ... on Suggestion {
    replies(where: { sentAt: { isNull: false } }) { nodes { letterTitle letterHtml } } } } }"""


def page(ask: Ask, scene: Scene, name: str, actor: Actor = PUBLIC_READER) -> str:
    """The letter as a page."""
    suggestion = f"Suggestion:{scene.suggestions[name]}"
    (reply,) = ask(LETTERS, actor=actor, id=suggestion)["node"]["replies"]["nodes"]
    assert reply["letterTitle"] in reply["letterHtml"]
    html: str = reply["letterHtml"]
    return html


def test_the_letter_says_what_the_reply_and_the_promises_say(ask: Ask, scene: Scene) -> None:
    letter = page(ask, scene, "published")

    for said in (
        "《关于安装太阳能路灯的建议》",
        "尊敬的示例wei（演示）代表",
        "示例housing局",
        "情况属实",
        "年内安装",
        "安装路灯五十盏",
        "2025年12月31日",
        "签发人：示例局长（演示）",
        "2025年6月1日",
    ):
        assert said in letter, said


def test_an_author_who_asks_for_it_is_addressed_without_a_name_by_whoever_need_not_know(ask: Ask, scene: Scene) -> None:
    staff, clerk = scene.official(CITY_STAFF, "city"), scene.official(UNIT_CLERK, "housing")
    head = scene.official(UNIT_LEADER, "housing")

    assert "尊敬的示例wei（演示）代表" in page(ask, scene, "unnamed", staff)
    assert "尊敬的示例wei（演示）代表" in page(ask, scene, "unnamed", head)
    assert "尊敬的各位代表" in page(ask, scene, "unnamed", clerk)
    assert "示例wei" not in page(ask, scene, "unnamed", clerk)


def test_the_contact_is_for_those_who_take_part(ask: Ask, scene: Scene) -> None:
    mine, everybodys = (page(ask, scene, "published", actor) for actor in (scene.deputy("wei"), PUBLIC_READER))

    assert "示例科长（演示）" in mine
    assert "0772-0000000" in mine
    assert "示例科长" not in everybodys
    assert "0772-0000000" not in everybodys


def test_the_document_is_a_pdf(ask: Ask, scene: Scene) -> None:
    query = LETTERS.replace("letterHtml", "letterPdf")

    (reply,) = ask(query, id=f"Suggestion:{scene.suggestions['published']}")["node"]["replies"]["nodes"]

    assert b64decode(reply["letterPdf"]).startswith(b"%PDF-")


def test_letters_of_many_replies_are_read_in_one_statement(ask: Ask) -> None:
    before = ask.database.statements

    nodes = ask("{ replies { nodes { letterHtml } } }")["replies"]["nodes"]

    assert len(nodes) == 1
    assert ask.database.statements == before + 1
