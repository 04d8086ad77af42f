from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from core.declarations.mutations import Mutation, Ref
from core.foundation.errors import Refusal
from core.generation.generation import Generation
from schema.build import build_schema

NOTHING: Mapping[str, object] = {"visit": None, "errors": []}


class Stage:
    """Runs mutations that only remember what they were given."""

    def __init__(self, generation: Generation) -> None:
        self.given: list[Any] = []
        self.dry: list[bool] = []
        self.schema = build_schema(
            generation,
            mutation_resolver=self.run,
            payload_resolver=lambda _payload, _info: None,
            refusal_resolver=payload_of,
        )

    def run(self, _mutation: Mutation, _info: GraphQLResolveInfo[object], *, input: object, dry_run: bool) -> object:
        self.given.append(input)
        self.dry.append(dry_run)
        return NOTHING

    def __call__(self, arguments: str) -> Any:  # noqa: ANN401 - the shape of the answer
        answer = self.schema.execute_sync(
            f"mutation {{ recordVisit({arguments}) {{ visit {{ id }} errors {{ code field message }} }} }}"
        )
        assert not answer.errors
        assert answer.data
        return answer.data["recordVisit"]


def payload_of(refusal: Refusal, _info: GraphQLResolveInfo[object]) -> object:
    return {"errors": [{"code": refusal.code, "field": refusal.field, "message": str(refusal)}]}


@pytest.fixture
def stage(generation: Generation) -> Stage:
    return Stage(generation)


def test_a_mutation_has_an_input_a_payload_and_a_rehearsal(schema: GraphQLSchema) -> None:
    field = cast("GraphQLObjectType", schema.mutation_type).fields["recordVisit"]
    payload = cast("GraphQLObjectType", schema.type_map["RecordVisitPayload"])

    assert str(field.type) == "RecordVisitPayload!"
    assert {name: str(each.type) for name, each in field.args.items()} == {
        "input": "RecordVisitInput!",
        "dryRun": "Boolean!",
    }
    assert field.args["dryRun"].default_value is False
    assert {name: str(each.type) for name, each in payload.fields.items()} == {
        "visit": "Visit",
        "errors": "[UserError!]!",
    }


def test_an_input_has_the_fields_of_its_dataclass(schema: GraphQLSchema) -> None:
    fields = cast("GraphQLInputObjectType", schema.type_map["RecordVisitInput"]).fields

    assert {name: str(field.type) for name, field in fields.items()} == {
        "station": "ID!",
        "visitedOn": "Date!",
        "note": "String",
        "kind": "Kind!",
        "hours": "Int!",
        "regions": "[ID!]!",
        "guests": "[GuestInput!]",
    }


def test_an_input_arrives_as_the_plugins_own_dataclass(stage: Stage) -> None:
    stage(
        """input: {
            station: "Station:7", visitedOn: "2026-03-05", note: "早", kind: POINT, hours: 2,
            regions: ["Region:1", "Region:2"], guests: [{name: "A", region: "Region:3"}, {name: "B"}]
        }, dryRun: true"""
    )

    [given] = stage.given
    assert type(given).__name__ == "RecordVisitInput"
    assert given.kind.name == "POINT"
    assert dataclasses.asdict(dataclasses.replace(given, kind=None)) == {
        "station": {"id": 7},
        "visited_on": date(2026, 3, 5),
        "note": "早",
        "kind": None,
        "hours": 2,
        "regions": [{"id": 1}, {"id": 2}],
        "guests": [{"name": "A", "region": {"id": 3}}, {"name": "B", "region": None}],
    }
    assert given.station == Ref(7)
    assert stage.dry == [True]


def test_what_is_left_out_takes_the_dataclass_defaults(stage: Stage) -> None:
    stage('input: {station: "Station:7", visitedOn: "2026-03-05"}')

    [given] = stage.given
    assert (given.note, given.kind.name, given.hours, given.regions, given.guests) == (None, "CENTRE", 1, [], None)
    assert stage.dry == [False]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ('station: "Region:7"', "station"),
        ('station: "7"', "station"),
        ('station: "Station:7", note: "\\u0000"', "note"),
        ('station: "Station:7", regions: ["Region:1", "Station:2"]', "regions[1]"),
        ('station: "Station:7", guests: [{name: "A", region: "x"}]', "guests[0].region"),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(stage: Stage, fields: str, where: str) -> None:
    payload = stage(f'input: {{visitedOn: "2026-03-05", {fields}}}')

    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("VALIDATION", where)]
    assert not stage.given


def test_without_a_way_to_tell_a_refusal_is_raised(generation: Generation) -> None:
    schema = build_schema(generation, mutation_resolver=lambda *_, **__: NOTHING)

    answer = schema.execute_sync(
        'mutation { recordVisit(input: {visitedOn: "2026-03-05", station: "x"}) { errors { code } } }'
    )

    assert answer.errors
    assert isinstance(answer.errors[0].original_error, Refusal)


def test_a_description_says_who_may_call_the_mutation(schema: GraphQLSchema) -> None:
    field = cast("GraphQLObjectType", schema.mutation_type).fields["recordVisit"]

    assert inspect.cleandoc(field.description or "").startswith("Record a visit. May be called by: Staff.")
