"""How the embedded PostgreSQL is set up."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from core.foundation.clock import TIME_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "listen_addresses": "''",
        "unix_socket_permissions": "0700",
        "shared_buffers": "256MB",
        "work_mem": "16MB",
        "max_wal_size": "2GB",
        # A page is as near on a solid-state disk wherever it lies; otherwise a sort is preferred to an index.
        "random_page_cost": "1.1",
        # Compiling a statement of some milliseconds costs more than it saves, and so does dividing it up.
        "jit": "off",
        "max_parallel_workers_per_gather": "0",
        "timezone": f"'{TIME_ZONE}'",
        "log_timezone": f"'{TIME_ZONE}'",
        "logging_collector": "on",
        "log_filename": "'postgresql-%a.log'",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        # Details and statements hold values, among them personal data.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
    }
)

FAST: Mapping[str, str] = MappingProxyType(
    {**SETTINGS, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
)
"""For tests only: a crash of the machine may destroy such a database."""
