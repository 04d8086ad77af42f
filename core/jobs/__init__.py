"""Jobs: what the system does by itself, at its times, until it is done.

- `schedule` says when; `ledger` holds the models that remember what was done.
- `running` does one job once: item by item, each in its own transaction; `run_log` writes the ledger meanwhile.
- `queue` is the table of what is to be done and when; `worker` takes from it, and `stalled` gives back to it what a
  worker that died has left.
"""
