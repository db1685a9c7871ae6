"""The server under test: `keywork serve` as a process of its own, started and stopped as an operator would."""
import http.client
import signal
import socket
import subprocess
import time
from pathlib import Path

from database import BINARY, ROOT, Database


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """A running `keywork serve`; a context manager that stops it and sees that it ended well."""

    def __init__(self, database: Database, log: Path):
        self.database, self.log = database, log
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._output = log.open("ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--database", database.url, "--port", str(self.port)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self._output, stderr=subprocess.STDOUT,
        )
        try:
            self._wait_until_healthy(seconds=60)
        except BaseException:
            self.kill()
            raise

    def _wait_until_healthy(self, seconds: float) -> None:
        last = "it does not listen"
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                answer = connection.getresponse()
                last = f"{answer.status} {answer.read(500)!r}"
                if answer.status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"keywork serve is not healthy after {seconds} s: {last}\n{self.last_words()}")

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:])

    def stop(self, seconds: float = 30) -> None:
        """SIGTERM: it must finish what it is answering and end with exit code 0."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"keywork serve did not end within {seconds} s of SIGTERM\n{self.last_words()}")
        self._output.close()
        assert code == 0, f"keywork serve ended with {code} after SIGTERM\n{self.last_words()}"

    def kill(self) -> None:
        """SIGKILL: as when the power goes."""
        self.process.kill()
        self.process.wait()
        self._output.close()

    def memory_mb(self) -> float:
        """Resident memory, now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, kind, error, trace) -> None:
        self.stop()
