"""Drives a headless Chromium through the two pipes it offers: its own protocol, and no package in between."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe")
"""Without a sandbox, which root in a container cannot have: only pages of ours are opened."""
SECONDS = 60
END = b"\0"


class Tab:
    """A tab of the browser."""

    def __init__(self, sent: IO[bytes], received: IO[bytes]) -> None:
        self._sent = sent
        self._received = received
        self._number = 0
        self._session: dict[str, str] = {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """The result of one command of the protocol; whatever the browser tells meanwhile is passed over."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters, **self._session}
        self._sent.write(json.dumps(command).encode() + END)
        self._sent.flush()
        while (answer := json.loads(self._next())).get("id") != self._number:
            pass
        if "error" in answer:
            raise AssertionError(answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=address)

    def value(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """The value of an expression in the page."""
        given = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in given:
            raise AssertionError(given["exceptionDetails"])
        return given["result"].get("value")

    def wait_for(self, expression: str) -> Any:  # noqa: ANN401 - likewise
        """The value of an expression once it is true."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if value := self.value(expression):
                return value
            time.sleep(0.1)
        raise AssertionError(f"never true: {expression}\n{self.value('document.body.innerText')}")

    def press(self, key: str, code: str, number: int, *, control: bool = False) -> None:
        """Press a key and let it go."""
        told = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": 2 * control}
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, **told)

    def _next(self) -> bytes:
        message = bytearray()
        while (byte := self._received.read(1)) != END:
            if not byte:
                raise AssertionError("Chromium has ended")
            message += byte
        return bytes(message)


@contextmanager
def chromium(profile: Path, language: str = "en") -> Iterator[Tab]:
    """A tab of a new browser that knows nothing yet and prefers a language."""
    program = next(found for name in PROGRAMS if (found := shutil.which(name)))
    options = (*OPTIONS, f"--user-data-dir={profile}", f"--accept-lang={language}", f"--lang={language}")
    # The browser reads its commands from descriptor 3 and writes its answers to 4.
    command = ("sh", "-c", 'exec "$0" "$@" 3<&0 4>&1', program, *options)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Tab(process.stdin, process.stdout)
        finally:
            process.terminate()
