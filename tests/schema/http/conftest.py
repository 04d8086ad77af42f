from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.schema.http.fakes import FakeExecutor, a_client


@pytest.fixture
def executor() -> FakeExecutor:
    return FakeExecutor()


@pytest.fixture
def client(executor: FakeExecutor) -> TestClient:
    return a_client(executor)
