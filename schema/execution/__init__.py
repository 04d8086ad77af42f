"""Answers operations: a query by one compiled statement, a mutation by its function in one transaction."""

from __future__ import annotations

from schema.execution.executor import Executor, present
from schema.execution.requests import Answer, Request

__all__ = ["Answer", "Executor", "Request", "present"]
