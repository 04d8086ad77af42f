"""Whether each list of a plugin is answered by one statement."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument
from sqlalchemy import create_engine

from core.database.embedded.throwaway import throwaway_server
from core.declarations.roles import Actor, Grant
from core.installation.install import install
from schema.naming import connection_field, connection_name
from schema.testing.asking import Ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.generation.models import ComposedModel
    from schema.installation import Installation


def too_many_statements(installation: Installation, models: Iterable[ComposedModel]) -> Iterator[str]:
    """A sentence for each model whose list takes more than one statement, or is refused."""
    roles = installation.generation.access.roles.values()
    actor = Actor("everybody", tuple(Grant(role.name, 1 if role.scope else None, role.scope) for role in roles))
    with _asking(installation) as ask:
        for model in models:
            sent = ask.database.statements
            response = ask.answer(list_query(ask, model), actor=actor)
            taken = ask.database.statements - sent
            if "errors" in response:
                yield f"the list of {model.name} is refused: {response['errors']}"
            elif taken != 1:
                yield f"the list of {model.name} takes {taken} statements"


def list_query(ask: Ask, model: ComposedModel) -> str:
    """The query for a list of the model's records with all their fields, and the first records linked to them."""
    record = ask.executor.graphql.type_map[model.name]
    fields = record.fields if isinstance(record, GraphQLObjectType) else {}
    askable = {name: field for name, field in fields.items() if not any(map(is_required_argument, field.args.values()))}
    chosen = " ".join(_chosen(ask, name, get_named_type(field.type).name) for name, field in askable.items())
    return f"{{ {connection_field(model)} {{ totalCount nodes {{ {chosen} }} }} }}"


def _chosen(ask: Ask, name: str, kind: str) -> str:
    if is_leaf_type(ask.executor.graphql.type_map[kind]):
        return name
    if kind.endswith(connection_name("")):
        return f"{name}(first: 1) {{ totalCount nodes {{ id }} }}"
    return f"{name} {{ __typename }}"


@contextmanager
def _asking(installation: Installation) -> Iterator[Ask]:
    with throwaway_server() as server:
        url = server.make_database()
        engine = create_engine(url)
        with engine.begin() as connection:
            install(installation.generation, connection)
        engine.dispose()
        with Ask(installation.generation, url) as ask:
            yield ask
