"""A letter for the tests, on a real case; its persons are invented."""

from __future__ import annotations

from datetime import date

from plugins.proposals.letter.letter import Answer, Contact, Letter, Promise, Publicity, Subject

LAMPS = Subject("柳州市", 15, 6, 34, "关于在洛满镇高兴村安装太阳能路灯的建议")
CLOSED = Subject("柳城县", 16, None, 1, "关于修缮村道的建议")

BARE = Letter(LAMPS, ("韦青山",), "柳州市柳南区人民政府", date(2025, 6, 20))
WHOLE = Letter(
    LAMPS,
    ("韦青山", "覃小满"),
    "柳州市柳南区人民政府",
    date(2025, 6, 20),
    document_number="柳南政函〔2025〕90号",
    issuer="黄一鸣",
    outcome="B",
    background="村道全长约1500米，夜间没有照明。\n预计需要资金25万元。",
    answers=(Answer("关于安装路灯", "已经踏勘。"), Answer("关于维护", "由村民委员会负责。")),
    plan="下一步列入年度计划。",
    promises=(Promise("完成50盏路灯的安装。", date(2025, 12, 31)),),
    contact=Contact("蓝天晴", "0772-0000000"),
    copies=("柳州市人大常委会", "柳州市人民政府办公室"),
    publicity=Publicity.PARTLY,
    publicity_reason="涉及个人隐私",
)
