"""A suggestion on its whole way: from a deputy's draft to a promise that was kept."""

from __future__ import annotations

from base64 import b64decode

from tests.plugins.proposals.stories.story import Story

TRAFFIC, HOUSING = "柳州市试点交通局", "柳州市试点住建局"
PROMISES = [("修缮人行道，安装路灯", "2025-09-30")]
EVIDENCE = "竣工验收报告、照片。"


def test_a_suggestion_goes_its_whole_way_to_a_promise_that_is_kept(story: Story) -> None:
    """Eight act, and the clock: three deputies, the congress's staff, the government's office, two clerks, a leader.

    All five links of the loop are there: it is collected, submitted, handled, judged and answered.
    """
    two_deputies_sign_it(story)
    the_government_assigns_it(story)
    another_one_is_not_answered(story)
    the_units_work_on_it(story)
    the_unit_replies_with_a_promise(story)
    the_deputy_is_satisfied_and_all_may_read_it(story)
    the_promise_is_kept_and_it_is_closed(story)

    assert story.history() == [
        "create_suggestion: 韦试一",
        "invite_cosigners: 韦试一",
        "confirm_cosign: 覃试二",
        "edit_suggestion: 韦试一",
        "confirm_cosign: 覃试二",
        "decline_cosign: 莫试三",
        "submit_suggestion: 韦试一",
        "accept_suggestion: 市人大代表工委",
        "assign_suggestion: 市政府督查室",
        "sign_for: 柳州市试点交通局经办人",
        "sign_for: 柳州市试点住建局经办人",
        "file_work_plan: 柳州市试点交通局经办人",
        "submit_co_opinion: 柳州市试点住建局经办人",
        "request_co_opinion_again: 柳州市试点交通局经办人",
        "log_contact: 柳州市试点交通局经办人",
        "confirm_contact: 韦试一",
        "submit_co_opinion: 柳州市试点住建局经办人",
        "accept_co_opinion: 柳州市试点交通局经办人",
        "issue_reply: 柳州市试点交通局负责人",
        "evaluate_reply: 韦试一",
        "track_commitments: system",
        "publish_suggestion: system",
        "update_commitment: 柳州市试点交通局经办人",
        "supplement_reply: 柳州市试点交通局负责人",
        "close_suggestion: 市人大代表工委",
    ]
    the_public_reads_the_public_part(story)
    the_figures_rest_on_it(story)


def two_deputies_sign_it(story: Story) -> None:
    """A signature is under the text that was read: once the text is edited, each cosigner is asked again."""
    wei, qin, mo = story.deputy("韦试一"), story.deputy("覃试二"), story.deputy("莫试三")
    story.on("2025-03-03")
    wei.drafts(session=wei.session("第5次会议"))
    wei.invites(qin, mo)
    qin.signs()
    wei.edits(requests=["修缮人行道", "增设路灯", "增设盲道"])
    with story.refused("COSIGN_TEXT_CHANGED"):
        qin.signs(version=1)
    qin.signs(version=2)
    mo.takes("decline_cosign")
    with story.refused("FORBIDDEN_SCOPE"):
        qin.submits()
    wei.submits()

    assert story.read("signerCount textVersion") == {"signerCount": 2, "textVersion": 2}


def the_government_assigns_it(story: Story) -> None:
    """The staff accepts it, the government's office assigns it, and from that day the units' time runs.

    From 5 March 2025: the seventh working day is 14 March, the fifteenth 26 March. 31 March and 1 April are
    Sanyuesan, 4 to 6 April Qingming: the twentieth is 7 April. One month ends on 5 April, a holiday, and so on
    7 April; three months end on 5 June.
    """
    traffic, housing = story.unit(TRAFFIC), story.unit(HOUSING)
    story.on("2025-03-04")
    story.staff.accepts()
    assert story.number == "〔15-5〕1"
    story.on("2025-03-05")
    story.government.assigns(lead=traffic, helpers=[housing], jointlyWithGovernment=True)

    assert story.running() == {}
    assert story.running(traffic) == {
        "REQUEST_RETURN": "2025-03-14",
        "WORK_PLAN": "2025-03-26",
        "FIRST_CONTACT": "2025-04-07",
        "REPLY": "2025-06-05",
    }
    assert story.running(housing) == {"REQUEST_RETURN": "2025-03-14", "CO_OPINION": "2025-04-07"}


def another_one_is_not_answered(story: Story) -> None:
    """At the same session another deputy asks for something else, which its unit leaves unanswered."""
    told, qin = story.about, story.deputy("覃试二")
    qin.drafts("关于增设试点广场公厕的建议", session=qin.session("第5次会议"))
    qin.submits()
    story.staff.accepts()
    assert story.number == "〔15-5〕2"
    story.staff.assigns(lead=story.unit(HOUSING))
    story.turns_to(told)


def the_units_work_on_it(story: Story) -> None:
    """The units sign for it, plan it and speak with the deputy; the helper's opinion is sent back once.

    From 24 March 2025 the fifth working day is 2 April: 25, 26, 27 and 28 March, and the day after Sanyuesan.
    """
    wei, traffic, housing = story.deputy("韦试一"), story.unit(TRAFFIC), story.unit(HOUSING)
    story.on("2025-03-07")
    traffic.signs_for_it()
    housing.signs_for_it()
    story.on("2025-03-17")
    traffic.files_its_plan()
    housing.gives_its_opinion("可以同步安装。")
    story.on("2025-03-24")
    traffic.sends_back_the_opinion_of(housing)
    assert story.running(housing) == {"CO_OPINION_REDO": "2025-04-02"}
    traffic.speaks_with(wei)

    with story.refused("CONTACT_LOG_REQUIRED"):
        traffic.replies()
    wei.confirms_the_talk_with(traffic)
    with story.refused("CO_OPINION_MISSING"):
        traffic.replies()
    story.on("2025-04-02")
    housing.gives_its_opinion("路灯九月底前安装。")
    traffic.accepts_the_opinion_of(housing)

    assert story.running(traffic) == {"REPLY": "2025-06-05"}
    assert story.deadlines(housing) == [
        "REQUEST_RETURN 2025-03-14 MET",
        "CO_OPINION 2025-04-07 MET",
        "CO_OPINION_REDO 2025-04-02 MET",
    ]


def the_unit_replies_with_a_promise(story: Story) -> None:
    """What is planned is promised for a day; the leader of the unit signs the letter, and no clerk does."""
    wei, traffic = story.deputy("韦试一"), story.unit(TRAFFIC)
    story.on("2025-04-21")
    letter = {**traffic.letter(promises=PROMISES), "contactName": "试办员", "contactPhone": "0772-0000001"}
    with story.refused("SIGNER_NOT_AUTHORISED"):
        traffic.takes("issue_reply", **letter)
    with story.refused("COMMITMENT_REQUIRED"):
        traffic.replies("B")
    traffic.head.takes("issue_reply", **letter)

    (reply,) = wei.reads("replies { nodes { letterTitle letterHtml letterPdf } }")["replies"]["nodes"]
    assert reply["letterTitle"] == "关于对柳州市第十五届人大第五次会议第1号代表建议的答复"
    for part in ("尊敬的韦试一代表", "类别：B", "（三）增设盲道", "2025年9月30日前完成", "0772-0000001"):
        assert part in reply["letterHtml"]
    assert b64decode(reply["letterPdf"]).startswith(b"%PDF")


def the_deputy_is_satisfied_and_all_may_read_it(story: Story) -> None:
    """What the deputy says is sealed, and no unit reads it. Twenty working days after the reply all may read that.

    From 21 April 2025: 27 April, a Sunday, is worked, 1 to 5 May are holidays; the twentieth is 21 May.
    """
    wei, traffic = story.deputy("韦试一"), story.unit(TRAFFIC)
    assert story.running() == {"EVALUATE": "2025-05-21", "PUBLISH": "2025-05-21"}
    story.on("2025-04-28")
    wei.evaluates("SATISFIED")
    assert story.state == "TRACKING", "what was promised is open"
    assert story.staff.told()[-1] == "evaluation"
    for party, seen in ((traffic, 0), (traffic.head, 0), (story.government, 0), (story.staff, 1)):
        assert party.reads("evaluations { totalCount }")["evaluations"]["totalCount"] == seen, party.name

    story.on("2025-05-20", hour=6)
    story.jobs_run()
    assert story.public("id") is None
    story.on("2025-05-21", hour=6)
    story.jobs_run()
    assert story.public("state") == {"state": "TRACKING"}


def the_promise_is_kept_and_it_is_closed(story: Story) -> None:
    """Nothing is closed over an open promise; what is done is shown, and the unit replies once more."""
    wei, qin, mo = story.deputy("韦试一"), story.deputy("覃试二"), story.deputy("莫试三")
    traffic, staff = story.unit(TRAFFIC), story.staff
    story.on("2025-09-26")
    with story.refused("COMMITMENTS_OPEN"):
        staff.closes()
    with story.refused("EVIDENCE_REQUIRED"):
        traffic.keeps_its_promise(evidence=" ")
    traffic.keeps_its_promise()
    with story.refused("EVIDENCE_REQUIRED"):
        traffic.adds_to_its_reply("A")
    traffic.adds_to_its_reply("A", evidence=EVIDENCE)
    staff.closes()

    assert story.read("state countsAs") == {"state": "CLOSED", "countsAs": "SOLVED"}
    assert story.running() == {}
    assert wei.told()[-3:] == qin.told()[-3:] == ["commitment_kept", "reply_supplemented", "closed"]
    assert mo.told() == [], "who declined has no part in it"


def the_public_reads_the_public_part(story: Story) -> None:
    """Content and replies are public; a telephone, talks, opinions between units and evaluations are not."""
    assert story.public("number leadDeputy signerCount texts { nodes { versionNo } }") == {
        "number": "〔15-5〕1",
        "leadDeputy": "韦试一",
        "signerCount": 2,
        "texts": {"nodes": [{"versionNo": 2}]},
    }
    replies = story.public("replies(orderBy: [{id: ASC}]) { nodes { outcomeClass { code } letterHtml } }")
    assert [one["outcomeClass"]["code"] for one in replies["replies"]["nodes"]] == ["B", "A"]
    assert "2025年9月30日前完成" in str(replies)
    assert "0772" not in str(replies)
    assert story.public("commitments { nodes { state settledOn evidence } }")["commitments"]["nodes"] == [
        {"state": "KEPT", "settledOn": "2025-09-26", "evidence": EVIDENCE}
    ]
    nothing = {"totalCount": 0}
    assert story.public("evaluations { totalCount } screeningDecisions { totalCount }") == {
        "evaluations": nothing,
        "screeningDecisions": nothing,
    }
    of_units = story.public("handlings { nodes { contacts { totalCount } coOpinions { totalCount } } }")["handlings"]
    assert of_units["nodes"] == [{"contacts": nothing, "coOpinions": nothing}] * 2
    events = story.public("events(orderBy: [{at: ASC}, {id: ASC}], first: 100) { nodes { step } }")["events"]["nodes"]
    told = [event.partition(":")[0] for event in story.history()]
    assert [event["step"] for event in events] == told[told.index("submit_suggestion") :]
    private = ("replies { nodes { contactPhone } }", "events { nodes { actor } }", "recordedBy")
    assert story.kept_back(*private) == list(private)


def the_figures_rest_on_it(story: Story) -> None:
    """Of two suggestions assigned one is solved; the one that is closed has all links; the one promise is kept."""
    rate = "{ numerator denominator excluded evidence(of: NUMERATOR) { nodes { id } } }"
    names = ("solvedOrPlanned", "done", "satisfied", "loopComplete")
    query = f"{{ suggestions {{ rates {{ {' '.join(f'{name} {rate}' for name in names)} }} }} }}"
    rates = story.ask(query, actor=story.staff.actor)["suggestions"]["rates"]
    of_two, of_one = (
        {"numerator": 1, "denominator": known, "excluded": 0, "evidence": {"nodes": [{"id": story.about}]}}
        for known in (2, 1)
    )
    assert rates == {"solvedOrPlanned": of_two, "done": of_two, "satisfied": of_one, "loopComplete": of_one}

    query = "{ commitments { rates { kept { value evidence(of: NUMERATOR) { nodes { suggestion { id } } } } } } }"
    assert story.ask(query)["commitments"]["rates"]["kept"] == {
        "value": 1.0,
        "evidence": {"nodes": [{"suggestion": {"id": story.about}}]},
    }
