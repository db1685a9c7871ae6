"""bin/bench rota: the search behind rotas, side by side with the best lengths known, and a week of 20 visitors.

Solomon's three 100-customer instances (Tests/Fixtures/solomon): the routes that `keywork plan routes` says are reckoned anew
here, every rule of them, in ten seconds at most; the best lengths known are proven ones. Then Examples/planning/rota.json, 20
visitors and 160 visits of five days: placed, with their usual visitor, in ten seconds at most. KEYWORK_BINARY is the program.
Ends with 1 where a bar is missed.
"""
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("KEYWORK_BINARY", str(ROOT / ".build/release/keywork"))
BEST = {"c101": 827.3, "r101": 1637.7, "rc101": 1619.8}
SECONDS = 10
missed: list[str] = []


def line(what: str, value: str, is_met: bool | None = None, bar: str = "") -> None:
    verdict = "" if is_met is None else f"   bar: {bar} — {'met' if is_met else 'MISSED'}"
    print(f"  {what:<66} {value:>18}{verdict}", flush=True)
    if is_met is False:
        missed.append(what)


def asked(*arguments: str) -> tuple[dict, float]:
    """What the program says, and how many seconds it took, its start included."""
    began = time.perf_counter()
    outcome = subprocess.run([BINARY, "plan", *arguments], capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if outcome.returncode != 0:
        sys.exit(f"keywork plan {' '.join(arguments)} ended with {outcome.returncode}: {outcome.stderr}")
    return json.loads(outcome.stdout), seconds


def length(path: Path, answer: dict) -> float:
    """The length of all routes; an error where one breaks a rule."""
    rows = [[int(number) for number in row.split()] for row in path.read_text().splitlines() if row.strip()]
    (vehicles, holds), places = rows[0], rows[1:]

    def way(a: list[int], b: list[int]) -> int:
        return int(math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) * 10)

    routes = answer["routes"]
    stops = sorted(int(stop) for route in routes for stop in route)
    assert answer["unplaced"] == [] and stops == list(range(1, len(places))), "every customer once"
    assert len(routes) <= vehicles, "no more routes than vehicles"
    total = 0
    for route in routes:
        at, now, held = places[0], 0, 0
        for stop in route:
            here = places[int(stop)]
            total += way(at, here)
            now = max(now + way(at, here), here[3] * 10)
            assert now <= here[4] * 10, f"customer {stop} is reached in time"
            now, held, at = now + here[5] * 10, held + here[2], here
        total += way(at, places[0])
        assert now + way(at, places[0]) <= places[0][4] * 10 and held <= holds, "the vehicle is back in time, not too full"
    return total / 10


def solomon() -> None:
    print(f"Solomon’s instances, {SECONDS} s each, beside the best lengths known")
    for name, best in BEST.items():
        path = ROOT / "Tests/Fixtures/solomon" / f"{name}.txt"
        # As many rounds as fit into the time on this machine, by how long a few take.
        _, few = asked("routes", str(path), "--rounds", "500")
        _, more = asked("routes", str(path), "--rounds", "1500")
        each = max((more - few) / 1000, 1e-6)
        rounds = max(1500, min(200_000, int((SECONDS * 0.85 - few) / each) + 500))
        answer, seconds = asked("routes", str(path), "--rounds", str(rounds))
        found = length(path, answer)
        line(
            f"{name}: {found:.1f} beside {best}, {rounds:,} rounds in {seconds:.1f} s",
            f"{100 * (found / best - 1):+.2f} %", found <= 1.05 * best and seconds <= SECONDS, f"within 5 % in {SECONDS} s")


def week() -> None:
    path = ROOT / "Examples/planning/rota.json"
    model = json.loads(path.read_text())
    print(f"A week of {len(model['visitors'])} visitors and {len(model['visits'])} visits, on {len(model['days'])} days")
    answer, seconds = asked("rota", str(path))
    figures, left = answer["figures"], answer["unplaced"]
    line("found in", f"{seconds:.1f} s", seconds < SECONDS, f"under {SECONDS} s")
    line("placed", f"{figures['placed']} of {figures['visits']}")
    line("with their usual visitor", f"{100 * figures['continuity']:.0f} %", figures["continuity"] >= 0.9, "at least 90 %")
    line("on the way, all together", f"{figures['travel_minutes'] / 60:.0f} h")
    line("each visit that is left says why", f"{len(left)} left", all(visit["words"] for visit in left), "all")


def main() -> int:
    solomon()
    week()
    print(f"Bars missed: {'; '.join(missed)}" if missed else "Every bar is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
