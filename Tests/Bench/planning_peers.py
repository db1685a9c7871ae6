"""The neurodevelopmental pathway in Ciw, in SimPy, and as a plain event loop: what `keywork plan simulate` is measured against.

Each `run_…(model, seed)` tells the story once and gives the 26 figures by their names. The model is a file of
Examples/planning; only what those cases use is understood here.
"""
import heapq
import math
import random
from collections import deque
from pathlib import Path

import json

YEAR = 365.0
GROUPS = ("urgent", "aged16plus", "highneed", "standard")


class Case:
    """A case file, unpacked."""

    def __init__(self, path: Path):
        model = json.loads(path.read_text())
        self.horizon = YEAR * model["years"]
        self.per_year = model["arrivals"]["per_year"]
        self.months = model["arrivals"]["by_month"]
        self.groups = [
            (g["name"], g["priority"], g["share"], *(g["leaving"][1]["after"][key] for key in ("from", "to")))
            for g in model["groups"]
        ]
        self.patience = model["groups"][0]["leaving"][0]["after"]["mean"]
        self.stages = model["stages"]
        self.goes_on = self.stages[0]["goes_on"]

    def next_arrival(self, rng: random.Random, now: float, share: float) -> float:
        """The next arrival of a group: an exponential amount of expected arrivals, month by month."""
        need, month = rng.expovariate(1.0), YEAR / 12
        while True:
            index = int(now / month)
            if (index + 1) * month <= now:
                index += 1
            rate, until = self.per_year / YEAR * self.months[index % 12] * share, (index + 1) * month
            if rate * (until - now) >= need:
                return now + need / rate
            need, now = need - rate * (until - now), until
            if now > self.horizon:
                return math.inf

    def service(self, rng: random.Random, stage: int) -> float:
        """A service time of the stage."""
        service = self.stages[stage]["service"]
        if service["distribution"] == "gamma":
            return rng.gammavariate(service["shape"], service["mean"] / service["shape"])
        return rng.expovariate(1 / service["mean"])

    def leaves_after(self, rng: random.Random, group: int) -> float:
        _, _, _, low, high = self.groups[group]
        return min(rng.expovariate(1 / self.patience), rng.uniform(low, high))


def percentile(values: list[float], share: float) -> float:
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def figures(starts: list[tuple[int, float, float]], queue: list[int], counts: dict[str, int]) -> dict[str, float]:
    """The 26 figures, from (group, joined, started) of each assessment."""
    found: dict[str, float] = dict(counts)
    found["assess_starts"] = len(starts)
    found |= {f"queue_end_year{year + 1}": waiting for year, waiting in enumerate(queue)}
    found["wait_all_mean"] = sum(started - joined for _, joined, started in starts) / max(1, len(starts))
    last = [(group, started - joined) for group, joined, started in starts if 4 * YEAR <= started < 5 * YEAR]
    for number, name in [(None, "all"), *enumerate(GROUPS)]:
        waits = sorted(wait for group, wait in last if number is None or group == number)
        if waits:
            found[f"wait_year5_{name}_mean"] = sum(waits) / len(waits)
            found[f"wait_year5_{name}_p50"] = percentile(waits, 0.5)
            found[f"wait_year5_{name}_p90"] = percentile(waits, 0.9)
    return found


def run_plain(case: Case, seed: int) -> dict[str, float]:
    """The engine's own algorithm in Python: rows by group, lazy removal, a heap of what happens next."""
    rng = random.Random(seed)
    heap: list[tuple[float, int, int, int]] = []
    push, pop = heapq.heappush, heapq.heappop
    places = [stage["places"] for stage in case.stages]
    busy = [0] * len(places)
    rows = [[deque() for _ in case.groups] for _ in places]
    order = sorted(range(len(case.groups)), key=lambda group: case.groups[group][1])
    starts: list[tuple[int, float, float]] = []
    queue: list[int] = []
    arrivals = completed = completions = reneged = 0
    horizon = case.horizon

    def begin(stage: int, group: int, joined: float, now: float) -> None:
        busy[stage] += 1
        if stage == 1:
            starts.append((group, joined, now))
        push(heap, (now + case.service(rng, stage), 1, stage, group))

    def join(stage: int, group: int, now: float) -> None:
        if busy[stage] < places[stage]:
            begin(stage, group, now, now)
        else:
            leaves = now + case.leaves_after(rng, group) if stage == 1 else math.inf
            rows[stage][group].append((now, leaves))

    for group, (_, _, share, _, _) in enumerate(case.groups):
        push(heap, (case.next_arrival(rng, 0.0, share), 0, 0, group))
    while heap:
        now, kind, stage, group = pop(heap)
        while len(queue) < 5 and now >= YEAR * (len(queue) + 1):
            at = YEAR * (len(queue) + 1)
            queue.append(sum(1 for row in rows[1] for _, leaves in row if leaves > at))
        if now >= horizon:
            break
        if kind == 0:
            arrivals += 1
            push(heap, (case.next_arrival(rng, now, case.groups[group][2]), 0, 0, group))
            join(0, group, now)
            continue
        completions += 1
        busy[stage] -= 1
        if stage == len(places) - 1:
            completed += 1
        elif stage > 0 or rng.random() < case.goes_on:
            join(stage + 1, group, now)
        while busy[stage] < places[stage]:
            for first in order:
                row = rows[stage][first]
                while row and row[0][1] <= now:
                    row.popleft()
                    reneged += 1
                if row:
                    begin(stage, first, row.popleft()[0], now)
                    break
            else:
                break
    reneged += sum(1 for row in rows[1] for _, leaves in row if leaves < horizon)
    counts = dict(arrivals=arrivals, completed=completed, reneged=reneged, events=arrivals + completions + reneged)
    return figures(starts, queue, counts)


def run_simpy(case: Case, seed: int) -> dict[str, float]:
    """SimPy: a process for each person, a PriorityResource for each stage. Its queue is sorted at every joining."""
    import simpy

    rng = random.Random(seed)
    world = simpy.Environment()
    resources = [simpy.PriorityResource(world, stage["places"]) for stage in case.stages]
    counts = dict(arrivals=0, completed=0, reneged=0, events=0)
    starts: list[tuple[int, float, float]] = []
    queue: list[int] = []

    def person(group: int):
        for stage, resource in enumerate(resources):
            joined = world.now
            request = resource.request(priority=case.groups[group][1])
            if stage == 1 and not request.triggered:
                yield request | world.timeout(case.leaves_after(rng, group))
                if not request.triggered:
                    request.cancel()
                    counts["reneged"] += 1
                    counts["events"] += 1
                    return
            else:
                yield request
            if stage == 1:
                starts.append((group, joined, world.now))
            yield world.timeout(case.service(rng, stage))
            resource.release(request)
            counts["events"] += 1
            if stage == 0 and rng.random() >= case.goes_on:
                return
        counts["completed"] += 1

    def source(group: int):
        while True:
            at = case.next_arrival(rng, world.now, case.groups[group][2])
            if at == math.inf:
                return
            yield world.timeout(at - world.now)
            counts["arrivals"] += 1
            counts["events"] += 1
            world.process(person(group))

    def looks():
        for _ in range(5):
            yield world.timeout(YEAR - 1e-9)
            queue.append(len(resources[1].queue))
            yield world.timeout(1e-9)

    for group in range(len(case.groups)):
        world.process(source(group))
    world.process(looks())
    world.run(until=case.horizon)
    return figures(starts, queue, counts)


def run_ciw(case: Case, seed: int) -> dict[str, float]:
    """Ciw: its own priorities, reneging and records. Only fixed places: its shifts that do not pre-empt add capacity."""
    import ciw

    rng = random.Random(seed)

    class Arrivals(ciw.dists.Distribution):
        def __init__(self, share: float):
            super().__init__()
            self.share = share

        def sample(self, t=None, ind=None):
            return case.next_arrival(rng, t, self.share) - t

    class Service(ciw.dists.Distribution):
        def __init__(self, stage: int):
            super().__init__()
            self.stage = stage

        def sample(self, t=None, ind=None):
            return case.service(rng, self.stage)

    class Patience(ciw.dists.Distribution):
        def __init__(self, group: int):
            super().__init__()
            self.group = group

        def sample(self, t=None, ind=None):
            return case.leaves_after(rng, self.group)

    names = [name for name, *_ in case.groups]
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions={name: [Arrivals(case.groups[g][2]), None, None] for g, name in enumerate(names)},
        service_distributions={name: [Service(0), Service(1), Service(2)] for name in names},
        number_of_servers=[stage["places"] for stage in case.stages],
        routing={name: [[0.0, case.goes_on, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]] for name in names},
        priority_classes={name: case.groups[g][1] for g, name in enumerate(names)},
        reneging_time_distributions={name: [None, Patience(g), None] for g, name in enumerate(names)},
    )
    world = ciw.Simulation(network)
    world.simulate_until_max_time(case.horizon)
    return ciw_figures(case, world, names)


def ciw_figures(case: Case, world, names: list[str]) -> dict[str, float]:
    """The figures from Ciw's records, and from those who are still there."""
    horizon = case.horizon
    records = [record for record in world.get_all_records() if record.exit_date < horizon]
    joins, leavings, starts = [], [], []
    for record in records:
        if record.node == 2:
            joins.append(record.arrival_date)
            if record.record_type == "renege":
                leavings.append(record.exit_date)
            else:
                starts.append((names.index(record.customer_class), record.arrival_date, record.service_start_date))
    for person in world.nodes[2].all_individuals:
        joins.append(person.arrival_date)
        if person.service_start_date is not False and person.service_start_date < horizon:
            starts.append((names.index(person.customer_class), person.arrival_date, person.service_start_date))
    at_node_1 = sum(1 for record in records if record.node == 1)
    arrivals = at_node_1 + len(world.nodes[1].all_individuals)
    services = sum(1 for record in records if record.record_type == "service")
    queue = []
    for year in range(1, 6):
        at = YEAR * year
        queue.append(
            sum(joined <= at for joined in joins) - sum(started <= at for _, _, started in starts)
            - sum(left <= at for left in leavings))
    counts = dict(
        arrivals=arrivals, completed=sum(1 for record in records if record.node == 3), reneged=len(leavings),
        events=arrivals + services + len(leavings))
    return figures(starts, queue, counts)


RUNS = {"ciw": run_ciw, "simpy": run_simpy, "plain": run_plain}


def run_many(job: tuple[str, str, int]) -> dict[str, float]:
    """One replication in a process of its own: (peer, path of the case, seed)."""
    peer, path, seed = job
    return RUNS[peer](Case(Path(path)), seed)
