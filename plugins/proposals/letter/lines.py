"""Where lines of Chinese text may be broken.

PDF libraries break at spaces, of which Chinese has none, or anywhere, which begins lines with a comma. The rules
here are those of GB/T 15834 for punctuation, and those for words in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Width = Callable[[str], float]

# Latin words, of which Zhuang and Dong have many, and numbers with their points and signs stay whole.
PIECES = re.compile(r"[!-~\u00a1-\u024f]+|.", re.DOTALL)
NEVER_FIRST = frozenset("，。、；：！？）》」』〕】”’…—·％℃．")
NEVER_LAST = frozenset("（《「『〔【“‘")


def broken(text: str, room: float, width: Width) -> list[str]:
    """The lines of a text, none of them wider than `room`; a word wider than that is broken within."""
    lines = [""]
    for piece in _pieces(text, room, width):
        if lines[-1] and width(lines[-1] + piece.rstrip(" ")) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] or len(lines) == 1 else piece.lstrip(" ")
    return [line.rstrip(" ") for line in lines]


def balanced(text: str, room: float, width: Width) -> list[str]:
    """The lines of a title: as few as possible, and about equally long."""
    fewest = len(broken(text, room, width))
    steps = 40
    least = width(text) / fewest
    rooms = (least + (room - least) * step / steps for step in range(steps))
    return next(
        (lines for each in rooms if len(lines := broken(text, each, width)) == fewest), broken(text, room, width)
    )


def _pieces(text: str, room: float, width: Width) -> Iterator[str]:
    for cluster in _clusters(text):
        if width(cluster) <= room:
            yield cluster
        else:
            yield from cluster


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for piece in PIECES.findall(text):
        if cluster and piece[0] not in NEVER_FIRST and cluster[-1] not in NEVER_LAST:
            yield cluster
            cluster = ""
        cluster += piece
    if cluster:
        yield cluster
