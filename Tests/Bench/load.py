"""The load generator, wrk, and the machine's own pace. Traffic goes to this machine only, for seconds at a time."""
import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from client import Client

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What one run of wrk measured."""

    per_second: float
    median_ms: float
    refused: int
    p95_ms: float


def wrk(client: Client, paths: list[str], clients: int, seconds: int, body: str | None = None) -> Load:
    """Asks for the paths in turn from as many clients, as the session of `client`; with a body, posts it there as JSON."""
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items()), "Accept": "text/html"}
    if body:
        headers |= {"Content-Type": "application/json", "Accept": "application/json", "X-CSRF-Token": client.token}
    command = [
        "wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "20s", "--latency",
        "-s", Path(__file__).with_name("ask.lua"), *(word for pair in headers.items() for word in ("-H", ": ".join(pair))),
        client.server.address, "--", *paths,
    ]
    environment = os.environ | ({"KEYWORK_BODY": body} if body else {})
    outcome = subprocess.run(command, text=True, capture_output=True, env=environment, timeout=seconds + 60)
    said = outcome.stdout
    assert outcome.returncode == 0 and "Requests/sec" in said, f"wrk: {said}{outcome.stderr}"
    assert "Socket errors" not in said, f"wrk lost connections:\n{said}"
    median = re.search(r"50%\s+([\d.]+)(us|ms|s)\b", said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), float(median[1]) * UNITS[median[2]],
        int(refused.group(1)) if refused else 0, float(re.search(r"^p95 ([\d.]+) ms", said, re.M).group(1)),
    )


def syncs_per_second(folder: Path, seconds: float = 2) -> float:
    """How often this disk can promise that 4 kB are safe: what bounds durable writes of one writer."""
    place = folder / "syncs"
    with place.open("wb", buffering=0) as file:
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            file.write(b"\0" * 4096)
            os.fdatasync(file.fileno())
            count += 1
        rate = count / (time.perf_counter() - began)
    place.unlink()
    return rate
