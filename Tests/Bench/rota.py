"""bin/bench rota: the search behind rotas, side by side with the best lengths known, and a week of 20 visitors.

Solomon's 100-customer instances (Tests/Fixtures/solomon): the routes that `keywork plan routes` says are reckoned anew here,
every rule of them, in ten seconds at most; the best lengths known are proven ones. Then Examples/planning/rota.json, 20
visitors and 160 visits of five days: placed, with their usual visitor, in ten seconds at most; every hard rule is checked here
from the model and the answer alone. KEYWORK_BINARY is the program. Ends with 1 where a bar is missed. It takes about a minute.
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
BEST = {"c101": 827.3, "r101": 1637.7, "rc101": 1619.8, "rc208": 776.1}
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
        # As many rounds as fit into the time on this machine, by how long some take with the program's start.
        asked("routes", str(path), "--rounds", "100")
        _, some = asked("routes", str(path), "--rounds", "8000")
        rounds = max(2000, min(200_000, int(SECONDS * 0.75 / some * 8000)))
        answer, seconds = asked("routes", str(path), "--rounds", str(rounds))
        found = length(path, answer)
        line(
            f"{name}: {found:.1f} beside {best}, {rounds:,} rounds in {seconds:.1f} s",
            f"{100 * (found / best - 1):+.2f} %", found <= 1.05 * best and seconds <= SECONDS, f"within 5 % in {SECONDS} s")


def minutes(text: str) -> int:
    """09:30 as minutes after midnight."""
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


class Week:
    """Every hard rule of a week, said again from the model; `broken` is what the answer does not keep."""

    def __init__(self, model: dict, answer: dict):
        self.model, self.broken = model, []
        self.places = {place["id"]: place for place in model["places"]}
        self.visitors = {visitor["id"]: visitor for visitor in model["visitors"]}
        visits = {visit["id"]: visit for visit in model["visits"]}
        told = [line["visit"] for line in answer["placed"] + answer["unplaced"]]
        self.hold(sorted(told) == sorted(visits), "every visit is placed or left, once")
        families, days = set(), {}
        for line in answer["placed"]:
            visit = visits[line["visit"]]
            self.check(visit, line)
            family = (visit["family"], line["day"])
            self.hold(family not in families, f"{visit['id']}: one visit of a family on a day")
            families.add(family)
            for person in line["visitors"]:
                days.setdefault((person, line["day"]), []).append(
                    (minutes(line["start"]), minutes(line["end"]), visit["place"]))
        for (person, day), made in days.items():
            self.check_day(self.visitors[person], day, sorted(made))

    def hold(self, is_kept: bool, rule: str) -> None:
        if not is_kept:
            self.broken.append(rule)

    def check(self, visit: dict, line: dict) -> None:
        """When the family can, as long as it takes, by those who may."""
        name, start, end = visit["id"], minutes(line["start"]), minutes(line["end"])
        self.hold(end - start == visit["minutes"], f"{name}: its length")
        self.hold(any(window["day"] == line["day"] and minutes(window["from"]) <= start
                      and end <= minutes(window["to"]) for window in visit["windows"]), f"{name}: when the family can")
        people = visit.get("people", 1)
        self.hold(len(set(line["visitors"])) == len(line["visitors"]) == people, f"{name}: how many go")
        needs = set(visit.get("needs", [])) | (set(self.model["lone_visit_needs"]) if people == 1 else set())
        for person in line["visitors"]:
            visitor = self.visitors[person]
            self.hold(needs <= set(visitor["skills"] + visitor["checks"]), f"{name}: what {person} must have")
            self.hold(visit.get("language", "English") in visitor["languages"] + ["English"], f"{name}: the language")
            self.hold(person not in visit.get("not_with", []), f"{name}: whom the family would rather not have")
        pin = visit.get("pin", {})
        self.hold(pin.get("visitor", line["visitors"][0]) in line["visitors"], f"{name}: who was set by hand")
        self.hold(pin.get("day", line["day"]) == line["day"], f"{name}: the day that was set by hand")
        self.hold(pin.get("start", line["start"]) == line["start"], f"{name}: the time that was set by hand")

    def check_day(self, visitor: dict, day: str, made: list[tuple[int, int, str]]) -> None:
        """At work, not away, in time from place to place and back at base, no more visits than a day holds."""
        who, base = f"{visitor['id']} on {day}", visitor["base"]
        self.hold(len(made) <= visitor["most_visits"], f"{who}: how many visits")
        away = visitor.get("term_time_only") and day in self.model["school_holidays"]
        self.hold(not away, f"{who}: in term time only")
        for leave in visitor.get("leave", []):
            gone = (minutes(leave.get("from", "00:00")), minutes(leave.get("to", "24:00")))
            self.hold(leave["day"] != day or all(end <= gone[0] or gone[1] <= start for start, end, _ in made),
                      f"{who}: leave")
        held = 0
        for stretch in (one for one in visitor["works"] if one["day"] == day):
            begins, ends = minutes(stretch["from"]), minutes(stretch["to"])
            own = [visit for visit in made if begins <= visit[0] and visit[1] <= ends]
            held += len(own)
            now, at = begins, base
            for start, end, place in own:
                self.hold(now + self.way(at, place) <= start, f"{who}: in time at {place}")
                now, at = end, place
            self.hold(not own or now + self.way(at, base) <= ends, f"{who}: back in time")
        self.hold(held == len(made), f"{who}: within hours of work")

    def way(self, a: str, b: str) -> float:
        """Minutes from place to place: never less than this."""
        if a == b:
            return 0
        (p, q), travel = (self.places[a], self.places[b]), self.model["travel"]
        kilometres = math.dist((p["x"], p["y"]), (q["x"], q["y"])) * travel["detour"]
        return max(travel["at_least"], kilometres / travel["kilometres_per_hour"] * 60)


def week() -> None:
    path = ROOT / "Examples/planning/rota.json"
    model = json.loads(path.read_text())
    print(f"A week of {len(model['visitors'])} visitors and {len(model['visits'])} visits, on {len(model['days'])} days")
    answer, seconds = asked("rota", str(path))
    figures, left = answer["figures"], answer["unplaced"]
    line("found in", f"{seconds:.1f} s", seconds < SECONDS, f"under {SECONDS} s")
    line("placed", f"{figures['placed']} of {figures['visits']}")
    broken = Week(model, answer).broken
    for rule in broken[:10]:
        print(f"    not kept: {rule}")
    line("hard rules that are broken, by a checker of its own", str(len(broken)), not broken, "none")
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
