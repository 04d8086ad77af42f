"""A deputy who asks not to be named."""

from __future__ import annotations

from core.declarations.roles import PUBLIC_READER, Actor
from tests.plugins.proposals.stories.story import Story
from tests.plugins.proposals.town import AUDIT

AUTHOR = "莫试三"
FROM_THE_SUGGESTION = {
    "leadDeputy": "leadDeputy",
    "leads": "leads { nodes { name } } signers { nodes { name } }",
    "signatures": "cosignatures { nodes { person { name } mandate { person { name } } } }",
    "talks": "handlings { nodes { contacts { nodes { withWhom } } } }",
    "letters": "replies { nodes { title letterTitle letterHtml } }",
    "judges": "evaluations { nodes { person { name } } }",
    "meetings": "coordinations { nodes { participants opinion } }",
    "thread": "lineage { ancestors { title } descendants { title } } recollection { suggestions { title } }",
    "history": "events(first: 100) { nodes { step role } }",
}
"""What of the suggestion may name the deputy."""
FROM_THE_DEPUTY = {
    "of that lead": "suggestions(where: {leadDeputy: {eq: $name}}) { nodes { id } }",
    "of these leads": "suggestions(where: {leads: {some: {name: {eq: $name}}}}) { nodes { id } }",
    "of that signer": "suggestions(where: {cosignatures: {some: {person: {name: {eq: $name}}}}}) { nodes { id } }",
    "signed at all": "suggestions(where: {signerCount: {gt: 0}}) { nodes { id } }",
    "judged by": "suggestions(where: {evaluations: {some: {person: {name: {eq: $name}}}}}) { nodes { id } }",
    "counted": """suggestions(where: {leadDeputy: {eq: $name}}) {
        rates { replied { evidence(of: DENOMINATOR) { nodes { id } } } } }""",
    "of the person": "persons(where: {name: {eq: $name}}) { nodes { suggestions { nodes { id } } } }",
    "of the mandates": """mandates(where: {person: {name: {eq: $name}}}) {
        nodes { cosignatures { nodes { suggestion { id } } } } }""",
    "searched": "suggestions(search: $name) { nodes { id } }",
    "told": "notifications(first: 100) { nodes { subject person { name } } }",
}
"""How somebody who thinks of the deputy may come to the suggestion."""
SEALED = {"judges", "judged by"}
EVERY_WAY = {*FROM_THE_SUGGESTION, *FROM_THE_DEPUTY} - {"searched", "told", "thread", "history"}


def test_the_author_is_known_to_the_congress_and_to_the_head_of_the_unit_alone(story: Story) -> None:
    """A deputy who fears for it may ask not to be named to the unit's clerks (Qingdao, art. 18; Fujian, art. 18).

    The signers, the congress's side and the head of the unit know who it is. All others read the suggestion, and
    neither a field nor a filter, an order, a count, a letter, a meeting or a message leads them to the deputy.
    """
    mo, qin, wei = story.deputy(AUTHOR), story.deputy("覃试二"), story.deputy("韦试一")
    traffic, housing, staff = story.unit("柳州市试点交通局"), story.unit("柳州市试点住建局"), story.staff
    story.on("2025-03-03")
    named = [deputy.drafts(f"关于{matter}的建议") for deputy, matter in ((mo, "增设公厕"), (wei, "保护古树"))]
    for one, deputy in zip(named, (mo, wei), strict=True):
        story.turns_to(one)
        deputy.submits()
        staff.accepts()
        staff.assigns(lead=traffic)
    unnamed = mo.drafts("关于规范试点市场摊位收费的建议", confidentialityRequested=True)
    mo.invites(qin)
    qin.signs()
    assert wei.reads("id") is None, "a draft is the signers'"
    mo.submits()
    staff.accepts()
    story.on("2025-03-05")
    staff.assigns(lead=traffic, helpers=[housing])
    traffic.signs_for_it()
    housing.signs_for_it()
    housing.gives_its_opinion()
    traffic.head.takes("log_contact", **traffic.talk(mo))
    mo.confirms_the_talk_with(traffic)

    others = (wei, story.government, traffic, housing)
    first, last = named
    for party in others[:3]:
        assert by_author(story, party.actor)[-3:] == [first, last, unnamed], "who is not known comes last"
    assert by_author(story, staff.actor) == [first, unnamed, last]

    story.on("2025-04-21")
    traffic.replies("C")
    mo.evaluates("DISSATISFIED", comment="收费照旧。")
    staff.orders_rehandling()
    traffic.head.takes("log_contact", **traffic.talk(mo))
    mo.confirms_the_talk_with(traffic)
    traffic.replies("C", answersComment="正在研究。")
    mo.evaluates("DISSATISFIED", comment="收费照旧。")
    staff.calls_a_meeting()
    staff.takes(
        "conclude_coordination", heldOn="2025-04-21", participants=f"{AUTHOR}代表、交通局", opinion="年内规范。"
    )
    staff.publishes()

    for stranger in (PUBLIC_READER, *(party.actor for party in others)):
        assert ways_to_the_author(story, stranger) == set(), stranger.name
        assert shut(story, stranger) == 4, stranger.name
        assert letters(story, stranger) == ["尊敬的各位代表："] * 2
        assert story.read("title signerCount confidentialityRequested", stranger) == {
            "title": "关于规范试点市场摊位收费的建议",
            "signerCount": 0,
            "confidentialityRequested": True,
        }
    assert ways_to_the_author(story, traffic.head.actor) == EVERY_WAY - SEALED
    assert ways_to_the_author(story, qin.actor) == EVERY_WAY - SEALED
    for member in (staff.actor, story.leader.actor):
        assert ways_to_the_author(story, member) == EVERY_WAY, member.name
    for reader in (mo.actor, AUDIT):
        assert ways_to_the_author(story, reader) == EVERY_WAY | {"told"}, reader.name
    assert letters(story, mo.actor) == ["尊敬的莫试三代表："] * 2


def test_whoever_is_joined_by_a_merger_gets_the_reply_and_does_not_learn_who_the_other_is(story: Story) -> None:
    """What is on one matter is handled together; that makes nobody known to anybody."""
    mo, wei, staff = story.deputy(AUTHOR), story.deputy("韦试一"), story.staff
    traffic = story.unit("柳州市试点交通局")
    story.on("2025-03-03")
    unnamed = mo.drafts("关于规范试点市场摊位收费的建议", confidentialityRequested=True)
    mo.submits()
    staff.accepts()
    wei.drafts("关于试点市场摊位收费的建议")
    wei.submits()
    staff.merges_it_into(unnamed)
    story.turns_to(unnamed)
    staff.assigns(lead=traffic)
    traffic.signs_for_it()
    traffic.head.takes("log_contact", **traffic.talk(mo))
    mo.confirms_the_talk_with(traffic)
    story.on("2025-04-21")
    traffic.replies("C")
    wei.evaluates("SATISFIED")

    assert letters(story, wei.actor) == ["尊敬的韦试一代表："]
    assert letters(story, mo.actor) == letters(story, staff.actor) == ["尊敬的莫试三、韦试一代表："]
    assert letters(story, story.government.actor) == ["尊敬的各位代表："], "it reads what was accepted"
    for party in (wei, traffic, story.government, story.deputy("罗试四")):
        assert ways_to_the_author(story, party.actor) == set(), party.name


def ways_to_the_author(story: Story, actor: Actor) -> set[str]:
    """By which ways somebody comes from the suggestion to the deputy, or from the deputy to the suggestion."""
    ways = [f"w{number}: {query}" for number, query in enumerate(FROM_THE_DEPUTY.values())]
    answer = story.ask(f"query Q($name: String!) {{ {' '.join(ways)} }}", actor=actor, name=AUTHOR)
    found = dict(zip(FROM_THE_DEPUTY, answer.values(), strict=True))
    found |= {name: story.read(shown, actor) for name, shown in FROM_THE_SUGGESTION.items()}
    return {name for name, value in found.items() if AUTHOR in str(value) or f"'{story.about}'" in str(value)}


def shut(story: Story, actor: Actor) -> int:
    """How many of the ways by the name of an account are shut: it gives the deputy away."""
    ways = (
        "suggestionEvents(where: {actor: {eq: $name}}) { totalCount }",
        "suggestionEvents(orderBy: [{actor: ASC}]) { nodes { id } }",
        "suggestions(where: {texts: {some: {editedBy: {eq: $name}}}}) { totalCount }",
        "suggestions { nodes { events { nodes { actor } } } }",
    )
    asked = [way.replace("$name", f'"{AUTHOR}"') for way in ways]
    return sum(story.ask.code(f"{{ {way} }}", actor=actor) == "FIELD_DENIED" for way in asked)


def by_author(story: Story, actor: Actor) -> list[str]:
    """The suggestions in the order of their authors' names."""
    nodes = story.ask("{ suggestions(orderBy: [{leadDeputy: ASC}]) { nodes { id } } }", actor=actor)["suggestions"]
    return [one["id"] for one in nodes["nodes"]]


def letters(story: Story, actor: Actor) -> list[str]:
    """Whom the letters address."""
    nodes = story.read("replies { nodes { letterHtml } }", actor)["replies"]["nodes"]
    return [one["letterHtml"].partition('salutation">')[2].partition("<")[0] for one in nodes]
