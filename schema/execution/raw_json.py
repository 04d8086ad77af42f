"""Finished JSON on its way through strawberry's executor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

if TYPE_CHECKING:
    from graphql import GraphQLOutputType, GraphQLResolveInfo


@dataclass(frozen=True)
class RawJson:
    """The JSON text of a value; the executor passes it on as it is."""

    text: bytes


class RawJsonExecution(StrawberryGraphQLCoreExecutionContext):
    """An execution in which a value that is finished JSON is complete."""

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_details_list: Any,  # noqa: ANN401 - graphql-core's internal list
        info: GraphQLResolveInfo[Any],
        path: Any,  # noqa: ANN401 - graphql-core's internal path
        result: object,
        *rest: Any,  # noqa: ANN401 - what graphql-core adds for incremental delivery
        **options: Any,  # noqa: ANN401 - the same
    ) -> Any:  # noqa: ANN401 - whatever the field's type is
        """The fragment of a finished value; anything else as graphql-core completes it."""
        if isinstance(result, RawJson):
            return orjson.Fragment(result.text)
        return super().complete_value(return_type, field_details_list, info, path, result, *rest, **options)
