"""The rows of the made-up city, before they are in a database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import chain

from core.declarations.loads import Load
from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.homes import apportion
from plugins.congress.demo.loads import loads as congress_loads
from plugins.congress.demo.roster import roster
from plugins.congress.demo.terms import chinese
from plugins.congress.models import CongressLevel, MandateStatus, Person
from plugins.proposals.demo.loads import loads as proposals_loads
from plugins.stations.demo.coverage import short_name
from plugins.stations.demo.ledger import opinion_counts
from plugins.stations.demo.loads import loads as stations_loads
from plugins.stations.demo.matters import matters, say
from plugins.stations.demo.network import network
from plugins.stations.demo.posts import posts
from plugins.stations.models import OpinionHandling

SMALL = 0.01

DIGEST = f"""
from hashlib import sha256
from plugins.congress.demo.loads import loads as congress_loads
from plugins.proposals.demo.loads import loads as proposals_loads
from plugins.stations.demo.loads import loads as stations_loads

digest = sha256()
for loads in (congress_loads, stations_loads, proposals_loads):
    for load in loads({SMALL}):
        for row in load.rows:
            digest.update(repr(row).encode())
print(digest.hexdigest())
"""


def digests(*hash_seeds: str) -> set[str]:
    """What the same rows come to in processes with those seeds of `hash`, which run side by side."""
    command = [sys.executable, "-c", DIGEST]
    runs = [
        subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True)
        for seed in hash_seeds
    ]
    told = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0] * len(runs)
    return told


def all_loads() -> list[Load]:
    return [*congress_loads(SMALL), *stations_loads(SMALL), *proposals_loads(SMALL)]


def test_every_run_gives_the_same_rows() -> None:
    assert len(digests("1", "4242")) == 1


def test_a_load_announces_how_many_rows_and_columns_it_has() -> None:
    for load in all_loads():
        rows = list(load.rows)

        assert len(rows) == load.total, load.label
        assert {len(row) for row in rows} <= {len(load.columns)}, load.label
        assert len({row[0] for row in rows}) == len(rows), load.label


def test_no_row_holds_a_telephone_number() -> None:
    """Division codes are the only long numbers, and they stand in codes."""
    for load in all_loads():
        told = [
            place for place, column in enumerate(load.columns) if column not in {"code", "number", "certificate_no"}
        ]
        texts = (str(row[place]) for row in load.rows for place in told if isinstance(row[place], str))

        assert not [found for found in texts if re.search(r"\d{5,}", found)], load.label
        assert not {"phone", "contact"} & set(load.columns)


def test_every_deputy_is_recognisably_made_up() -> None:
    people = next(load for load in congress_loads(SMALL) if load.model is Person)
    names = [str(row[load_column(people, "name")]) for row in people.rows]

    assert all(re.fullmatch(r"\w示例\d{4}", name) for name in names)
    assert len(set(names)) == len(names)


def test_the_whole_city_has_more_than_7100_deputies_of_five_levels() -> None:
    """D6: people are counted, not mandates, of which some hold several."""
    sitting = [deputy for deputy in roster(1.0) if deputy.levels]
    assigned = {post.deputy.id for post in posts(1.0) if post.ended_on is None}

    assert 7_100 <= len(sitting) < 7_200
    assert sum(len(deputy.levels) for deputy in sitting) > len(sitting)
    assert frozenset(chain.from_iterable(deputy.levels for deputy in sitting)) == set(CongressLevel)
    assert {deputy.id for deputy in sitting} == assigned


def test_some_mandates_are_suspended_or_ended() -> None:
    statuses = {seat.status for deputy in roster(1.0) if not deputy.levels for seat in deputy.seats}

    assert statuses == {MandateStatus.SUSPENDED, MandateStatus.ENDED}


def test_the_whole_city_has_60000_opinions() -> None:
    counts = opinion_counts(1.0)

    assert sum(counts.values()) == 60_000
    assert min(counts.values()) > 0


def test_a_small_city_has_all_stations_and_somebody_at_each() -> None:
    serving = {post.station.code for post in posts(SMALL) if post.ended_on is None}

    assert serving == {station.code for station in network()}


def test_whatever_is_answered_on_the_spot_has_an_answer() -> None:
    unit = next(unit for station in network() for unit in station.units)
    for rural in (True, False):
        said = [say(matter, unit, Dice("test")) for matter in matters(rural=rural, ordinary=False)]

        assert all(one.answer for one in said if one.matter.handling in {None, OpinionHandling.REDIRECTED})
        assert all(one.matter.organ and one.result for one in said if one.matter.handling is None)
        assert not [one.text for one in said if "{" in one.text]


def test_seats_are_apportioned_by_the_largest_remainders() -> None:
    assert apportion(10, {"a": 47, "b": 16, "c": 37}) == {"a": 5, "b": 1, "c": 4}
    assert apportion(0, {"a": 1, "b": 2}) == {"a": 0, "b": 0}


def test_terms_are_counted_in_chinese() -> None:
    assert [chinese(number) for number in (1, 8, 10, 11, 15, 20, 21)] == [
        "一",
        "八",
        "十",
        "十一",
        "十五",
        "二十",
        "二十一",
    ]


def test_a_village_is_called_by_its_short_name() -> None:
    assert short_name("融康社区居委会") == "融康社区"
    assert short_name("高兴村委会") == "高兴村"
    assert short_name("拉堡村村民委员会") == "拉堡村"
    assert short_name("露塘农场生活区") == "露塘农场生活区"


def test_dice_fall_the_same_way_for_the_same_key() -> None:
    first, second = Dice("key", 1), Dice("key", 1)
    throws = [(dice.between(1, 6), dice.chance(0.5), dice.pick("abc")) for dice in (first, second)]

    assert throws[0] == throws[1]
    assert {Dice("key", number).between(1, 6) for number in range(100)} == {1, 2, 3, 4, 5, 6}
    assert {Dice("key", number).draw(Weighted({"a": 1, "b": 0.0001})) for number in range(50)} == {"a"}


def load_column(load: Load, name: str) -> int:
    return load.columns.index(name)
