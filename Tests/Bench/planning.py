"""bin/bench planning: every bar of the planning engine, side by side with its peers, in one run.

Processor time of the program as a whole (its start included) and of the peers' own loops; peak memory; the 26 figures of the
pathway against Ciw and SimPy (Welch, Holm 1 %); siting against an exact solver (scipy's HiGHS); forecasts on rolling
origins; suppressed tables against an attacker with a linear program; pages while a simulation goes on behind them.
KEYWORK_BINARY is the program. PLANNING_RUNS=30 makes a quick look of it (the bar asks for 300). Names of parts (speed,
equality, formulas, siting, apportionment, forecasts, disclosure, server) run those alone. Ends with 1 where a bar is missed.
"""
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy
import scipy.optimize
import scipy.stats

from planning_peers import RUNS, Case, run_many

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "Examples" / "planning"
BINARY = os.environ.setdefault("KEYWORK_BINARY", str(ROOT / ".build/release/keywork"))
RUNS_WANTED = int(os.environ.get("PLANNING_RUNS", "300"))
missed: list[str] = []
# A small process between: what is forked from a large one would inherit its peak of memory.
MEASURED = """
import os, sys
child = os.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def line(what: str, value: str, is_met: bool | None = None, bar: str = "") -> None:
    verdict = "" if is_met is None else f"   bar: {bar} — {'met' if is_met else 'MISSED'}"
    print(f"  {what:<66} {value:>18}{verdict}", flush=True)
    if is_met is False:
        missed.append(what)


class Answer:
    """What `keywork plan …` said, and what it took: processor seconds and the peak of its memory in MiB."""

    def __init__(self, *arguments: str, model: object = None):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            if model is not None:
                json.dump(model, file)
                file.flush()
                arguments = (*arguments, file.name)
            outcome = subprocess.run(
                [sys.executable, "-S", "-c", MEASURED, BINARY, "plan", *map(str, arguments)], capture_output=True, text=True)
        if outcome.returncode != 0:
            sys.exit(f"keywork plan {arguments[0]} ended with {outcome.returncode}: {outcome.stderr}")
        self.json = json.loads(outcome.stdout)
        seconds, kibibytes = outcome.stderr.split()[-2:]
        self.seconds, self.peak = float(seconds), int(kibibytes) / 1024


def processor_seconds(peer: str, case: Case, rounds: int) -> float:
    """Of one replication, the mean of some."""
    began = time.process_time()
    for seed in range(rounds):
        RUNS[peer](case, seed)
    return (time.process_time() - began) / rounds


def speed() -> None:
    print("Pathway simulation: processor time of one replication")
    for name, bar, plain_rounds, ciw_rounds in (("nd-tenth", 100, 20, 3), ("nd-full", 500, 4, 1)):
        path = EXAMPLES / f"{name}.json"
        replications = 300 if name == "nd-tenth" else 30
        # One thread, as the peers have: two that share a core would count each other's waiting.
        alone = ["--threads", 1, "--replications", replications]
        answers = [Answer("simulate", path, *alone, "--seed", seed) for seed in range(3)]
        ours = statistics.median(answer.seconds for answer in answers) / replications
        case = Case(path)
        line(f"{name}: keywork, one of {replications}", f"{1000 * ours:.2f} ms")
        ciw = processor_seconds("ciw", case, ciw_rounds)
        line(f"{name}: Ciw", f"{1000 * ciw:,.0f} ms")
        line(f"{name}: times Ciw", f"{ciw / ours:,.0f}", ciw / ours >= bar, f"at least {bar}")
        plain = processor_seconds("plain", case, plain_rounds)
        line(f"{name}: plain Python event loop, the same algorithm", f"{1000 * plain:,.0f} ms")
        line(f"{name}: times the plain loop", f"{plain / ours:.1f}", plain / ours >= 10, "at least 10")
        if name == "nd-tenth":
            line(f"{name}: SimPy", f"{1000 * processor_seconds('simpy', case, 5):,.0f} ms")
        else:
            peak = Answer("simulate", path, "--replications", replications).peak
            line("nd-full × 30: peak memory", f"{peak:.0f} MiB", peak < 64, "under 64 MiB")
    one = Answer("simulate", EXAMPLES / "nd-tenth.json", "--replications", 40, "--threads", 1, "--each")
    two = Answer("simulate", EXAMPLES / "nd-tenth.json", "--replications", 40, "--threads", 2, "--each")
    line("same seed, one thread and two: the same answer", "", one.json == two.json, "equal to the last digit")


def holm(values: dict[str, float], level: float) -> list[str]:
    """The names whose difference is real by Holm's rule."""
    found = []
    for rank, (name, p) in enumerate(sorted(values.items(), key=lambda item: item[1])):
        if p > level / (len(values) - rank):
            break
        found.append(name)
    return found


def equality() -> None:
    print(f"The 26 figures of nd-tenth, {RUNS_WANTED} replications each: Welch’s test, Holm 1 %")
    path = EXAMPLES / "nd-tenth.json"
    ours = Answer("simulate", path, "--replications", RUNS_WANTED, "--seed", 7, "--each").json["each"]
    with ProcessPoolExecutor() as pool:
        for number, peer in enumerate(("ciw", "simpy")):
            seeds = range(1000 * (number + 1), 1000 * (number + 1) + RUNS_WANTED)
            theirs = list(pool.map(run_many, [(peer, str(path), seed) for seed in seeds], chunksize=5))
            values, widest = {}, 0.0
            for name, mine in ours.items():
                other = [run[name] for run in theirs if name in run]
                mine = [value for value in mine if value is not None]
                values[name] = scipy.stats.ttest_ind(mine, other, equal_var=False).pvalue
                widest = max(widest, abs(statistics.mean(mine) / statistics.mean(other) - 1))
            different = holm(values, 0.01)
            line(
                f"keywork and {peer}: of {len(values)} figures differ (smallest p {min(values.values()):.3f}, "
                f"means within {100 * widest:.1f} %)", str(different or "none"), not different, "none")


def formulas() -> None:
    print("Formulas")
    answers = {answer["id"]: answer for answer in Answer("queue", EXAMPLES / "queues_analytic.json").json["answers"]}
    worst = 0.0
    for case in json.loads((ROOT / "Tests/Bench/planning-exact.json").read_text()):
        for name, expected in case["expected"].items():
            pairs = zip(expected, answers[case["id"]][name]) if isinstance(expected, list) else [
                (expected, answers[case["id"]][name])]
            worst = max(worst, *(abs(a - b) / max(abs(a), 1) for a, b in pairs))
    line("queues with exact answers: largest relative error", f"{worst:.1e}", worst < 1e-9, "1e-9")
    waiting = [answer.get("value") for answer in Answer("queue", EXAMPLES / "nhs_waitinglist.json").json["answers"]]
    expected = [390, 250, 61.15384615384615, 53, 30.076442307692307, 30 / 27, 2 * 63 / 52]
    line("NHS waiting-list vectors", "", waiting[:7] == expected, "to the last digit")
    wanted = ["assess_starts", "reneged", "wait_all_mean", "wait_year5_standard_mean"] + [
        f"queue_end_year{year}" for year in range(1, 6)]
    for name in ("nd-full", "nd-full-calendar"):
        answer = Answer("simulate", EXAMPLES / f"{name}.json", "--replications", 30).json
        load = max(stage["load"] for stage in answer["stages"])
        off = max(abs(answer["fluid"][figure] / answer["outputs"][figure]["mean"] - 1) for figure in wanted)
        line(f"{name} (load {load:.2f}): fluid and simulation, furthest apart", f"{100 * off:.2f} %", off < 0.01, "1 %")


def exact_median(costs: numpy.ndarray, count: int) -> float:
    """The optimum by HiGHS: x of (area, place) at most y of place."""
    areas, places = costs.shape
    objective = numpy.concatenate([numpy.zeros(places), costs.ravel()])
    served = scipy.sparse.hstack([
        scipy.sparse.csr_matrix((areas, places)), scipy.sparse.kron(scipy.sparse.eye(areas), numpy.ones((1, places)))])
    linked = scipy.sparse.hstack([
        scipy.sparse.vstack([scipy.sparse.eye(places)] * areas), -scipy.sparse.eye(areas * places)])
    number = scipy.sparse.hstack([numpy.ones((1, places)), scipy.sparse.csr_matrix((1, areas * places))])
    solved = scipy.optimize.milp(
        objective, integrality=numpy.concatenate([numpy.ones(places), numpy.zeros(areas * places)]),
        bounds=scipy.optimize.Bounds(0, 1), constraints=[
            scipy.optimize.LinearConstraint(served, 1, 1), scipy.optimize.LinearConstraint(linked, 0, numpy.inf),
            scipy.optimize.LinearConstraint(number, count, count)])
    assert solved.success, solved.message
    return solved.fun


def siting() -> None:
    print("Siting")
    model = json.loads((EXAMPLES / "county_300x60.json").read_text())
    for count in range(3, 11):
        answer = Answer("site", model=model | {"open": count})
        found = answer.json["solutions"][0]
        if count <= 5:
            is_met, bar = found["proven"] and answer.seconds < 0.25, "proven, under 0.25 s"
        else:
            is_met, bar = found["gap"] <= 0.005 and answer.seconds < 0.25, "gap at most 0.5 %, under 0.25 s"
        line(
            f"county, {count} of 60: {found['cost']:,.0f}, gap {100 * found['gap']:.2f} %"
            f"{', proven' if found['proven'] else ''}", f"{answer.seconds:.3f} s", is_met, bar)
    places, areas = model["places"], model["areas"]
    costs = numpy.array([[
        a["weight"] * round(1.3 * ((a["x"] - p["x"]) ** 2 + (a["y"] - p["y"]) ** 2) ** 0.5) for p in places]
        for a in areas])
    for count in (3, 5, 8):
        ours = Answer("site", model=model | {"open": count}).json["solutions"][0]["cost"]
        line(f"county, {count} of 60, against HiGHS", f"{ours:,.0f}", abs(ours - exact_median(costs, count)) < 0.5, "equal")
    rng = random.Random(5)
    for nodes, count in ((100, 5), (100, 10), (100, 20)):
        distances = graph(rng, nodes, nodes * 2)
        answer = Answer("site", model={
            "open": count, "distances": distances, "areas": [{"name": str(i), "weight": 1} for i in range(nodes)],
            "places": [{"name": str(i)} for i in range(nodes)]})
        found = answer.json["solutions"][0]
        optimum = exact_median(numpy.array(distances), count)
        line(
            f"as in the OR-Library: {nodes} nodes, p = {count}, cost {found['cost']:,.0f}, gap {100 * found['gap']:.2f} %",
            f"{answer.seconds:.3f} s", abs(found["cost"] - optimum) < 0.5, f"the optimum, {optimum:,.0f}")


def graph(rng: random.Random, nodes: int, edges: int) -> list[list[int]]:
    """Shortest paths in a random connected graph with lengths from 1 to 100: how the OR-Library made its instances."""
    far = 10**6
    length = numpy.full((nodes, nodes), far)
    numpy.fill_diagonal(length, 0)
    pairs = [(i, rng.randrange(i)) for i in range(1, nodes)]
    pairs += [(rng.randrange(nodes), rng.randrange(nodes)) for _ in range(edges - len(pairs))]
    for a, b in pairs:
        if a != b:
            length[a, b] = length[b, a] = min(length[a, b], rng.randint(1, 100))
    for middle in range(nodes):
        length = numpy.minimum(length, length[:, middle, None] + length[None, middle, :])
    return length.tolist()


def apportionment() -> None:
    print("Apportionment")
    answers = Answer("apportion", EXAMPLES / "apportion.json").json["answers"]
    cases = json.loads((ROOT / "Tests/Bench/planning-apportioned.json").read_text())
    wrong = [
        f"{case['title']} {method}" for case, answer in zip(cases, answers, strict=True)
        for method, posts in case["posts"].items() if answer["methods"][method] != posts]
    line("nine cases, four methods", str(wrong or "as given"), not wrong, "exactly")
    # Balinski and Young, Fair Representation (1982): largest remainders alone have the paradoxes.
    few, more = shared([(10, [6, 6, 2]), (11, [6, 6, 2])])
    losers = [method for method in few if any(after < before for before, after in zip(few[method], more[method]))]
    line("Alabama: eleven for ten, and somebody loses one", ", ".join(losers), losers == ["hamilton"], "hamilton alone")
    paradoxes = population_paradoxes()
    line(
        "population: the faster growing loses to the slower", ", ".join(sorted(paradoxes)), paradoxes == {"hamilton"},
        "hamilton alone")


def shared(questions: list[tuple[int, list[int]]]) -> list[dict[str, list[float]]]:
    """What each method gives, for each number of seats and weights."""
    asked = [{"posts": seats, "step": 1, "method": "all", "weights": weights} for seats, weights in questions]
    return [answer["methods"] for answer in Answer("apportion", model={"questions": asked}).json["answers"]]


def population_paradoxes() -> set[str]:
    """Methods by which a place that grows faster loses a seat to one that grows more slowly, among a thousand cases."""
    rng, cases, questions = random.Random(2), [], []
    for _ in range(1000):
        before = [rng.randint(50, 2000) for _ in range(4)]
        after = [before[0] + rng.randint(0, 200), before[1] + rng.randint(0, 200), *before[2:]]
        cases.append((0, 1) if after[0] * before[1] > after[1] * before[0] else (1, 0))
        questions += [(20, before), (20, after)]
    answers, found = shared(questions), set()
    for number, (fast, slow) in enumerate(cases):
        old, new = answers[2 * number], answers[2 * number + 1]
        found |= {method for method in old if new[method][fast] < old[method][fast] and new[method][slow] > old[method][slow]}
    return found


def forecasts() -> None:
    print("Forecasts: eight rolling origins, twelve months ahead")
    series = json.loads((EXAMPLES / "forecast_series.json").read_text())["series"]
    for apart in (1, 3, 6):
        cut = {
            f"{name}@{len(values) - 12 - apart * k}": values[: len(values) - 12 - apart * k]
            for name, values in series.items() for k in range(8)}
        answer = Answer("forecast", model={"ahead": 12, "series": cut})
        errors, held = [], []
        for key, forecast in answer.json["series"].items():
            name, origin = key.split("@")
            known, came = cut[key], series[name][int(origin): int(origin) + 12]
            scale = statistics.mean(abs(a - b) for a, b in zip(known[12:], known))
            errors.append(statistics.mean(abs(a - b) for a, b in zip(came, forecast["mean"])) / scale)
            held.append(statistics.mean(
                low <= value <= high for value, low, high in zip(came, forecast["low80"], forecast["high80"])))
        mase, coverage = statistics.mean(errors), statistics.mean(held)
        line(f"origins {apart} apart: mean MASE", f"{mase:.3f}", mase <= 0.78, "at most 0.78")
        line(f"origins {apart} apart: 80 % ranges hold", f"{100 * coverage:.1f} %", 0.74 <= coverage <= 0.88, "74–88 %")


def attack(answer: dict, least: int = 1) -> float:
    """What a reader with a linear program finds out: the narrowest range of any hidden count of a published table. Zeros are
    shown, so that a hidden count is 1 at least; where counts were hidden before, it may be 0 by now. Where counts are rounded
    to 5, the reader knows each of them to within 2."""
    counts, rows, columns = answer["counts"], answer["row_totals"], answer["column_totals"]
    is_rounded = "rounded" in answer["profile"]
    unknown: dict[object, int] = {}
    bounds: list[tuple[float, float | None]] = []
    hidden: list[int] = []

    def term(key: object, value: object, sign: int, row: dict, known: list[float]) -> None:
        if value == "c" or is_rounded and value > 0:
            if key not in unknown:
                unknown[key] = len(unknown)
                bounds.append((least, None) if value == "c" else (max(1, value - 2), value + 2))
                if value == "c":
                    hidden.append(unknown[key])
            index = unknown[key]
            row[index] = row.get(index, 0) + sign
        else:
            known[0] -= sign * value

    equations, known = [], []
    for parts, whole in [
        *(([(("cell", i, j), v) for j, v in enumerate(line)], (("row", i), rows[i])) for i, line in enumerate(counts)),
        *(([(("cell", i, j), counts[i][j]) for i in range(len(rows))], (("column", j), columns[j]))
          for j in range(len(columns))),
        ([(("row", i), v) for i, v in enumerate(rows)], (("total",), answer["total"])),
        ([(("column", j), v) for j, v in enumerate(columns)], (("total",), answer["total"])),
    ]:
        row, side = {}, [0.0]
        for key, value in parts:
            term(key, value, 1, row, side)
        term(*whole, -1, row, side)
        equations.append(row)
        known.append(side[0])
    if not hidden:
        return float("inf")
    matrix = numpy.zeros((len(equations), len(unknown)))
    for index, row in enumerate(equations):
        for column, value in row.items():
            matrix[index, column] = value
    narrowest = float("inf")
    for index in hidden:
        ends = []
        for sign in (1, -1):
            objective = numpy.zeros(len(unknown))
            objective[index] = sign
            solved = scipy.optimize.linprog(objective, A_eq=matrix, b_eq=known, bounds=bounds, method="highs")
            assert solved.status in (0, 3), solved.message
            ends.append(sign * solved.fun if solved.status == 0 else float("inf"))
        narrowest = min(narrowest, ends[1] - ends[0])
    return narrowest


def attacked(job: tuple[int, dict]) -> tuple[float, int]:
    least, answer = job
    hidden = sum(row.count("c") for row in answer["counts"])
    return attack(answer, least), hidden


def answered_again(tables: list[dict], answers: list[dict]) -> None:
    """The first 200 tables a second time, a few people more or fewer in each cell: nothing that the first hid is shown, what is
    shown is rounded, and the linear program finds no more."""
    rng = random.Random(12)
    again = [
        table | {"hidden_before": answer["hidden_now"], "answered_before": True,
                 "counts": [[max(0, count + rng.randint(-2, 2)) for count in row] for row in table["counts"]]}
        for table, answer in list(zip(tables, answers))[:200]]
    second = Answer("suppress", model={"questions": again}).json["answers"]
    shown = [
        (old, new) for before, after in zip(answers, second) if "cannot be published" not in before["words"]
        for old_row, new_row in zip(before["counts"], after["counts"]) for old, new in zip(old_row, new_row)]
    line("the same tables answered again: hidden before, shown now", "", not any(
        old == "c" and new != "c" for old, new in shown), "none")
    line("and of what is shown, not rounded", "", all(
        value == "c" or value % 5 == 0 for after in second
        for value in [*sum(after["counts"], []), *after["row_totals"], *after["column_totals"], after["total"]]), "none")
    jobs = [(0 if "c" in str(before["counts"]) else 1, after) for before, after in zip(answers, second)
            if "cannot be published" not in after["words"]]
    with ProcessPoolExecutor() as pool:
        narrowest = min(width for width, _ in pool.map(attacked, jobs, chunksize=10))
    line("the narrowest range of a count that is hidden in the second", f"{narrowest:.0f}", narrowest >= 5, "5 or more")


def disclosure() -> None:
    print("Disclosure: 1,000 random tables with totals against a linear program")
    rng = random.Random(11)
    tables = []
    for _ in range(1000):
        rows, columns = rng.randint(2, 8), rng.randint(2, 8)
        middle = rng.choice((3, 8, 20, 60))
        tables.append({
            "rows": [f"r{i}" for i in range(rows)], "columns": [f"c{j}" for j in range(columns)], "profile": "under_5",
            "counts": [[int(rng.expovariate(1 / middle)) for _ in range(columns)] for _ in range(rows)]})
    answers = Answer("suppress", model={"questions": tables})
    line("the tables made safe", f"{answers.seconds:.1f} s")
    published = [answer for answer in answers.json["answers"] if any("c" in row for row in answer["counts"])]
    withheld = sum(1 for answer in answers.json["answers"] if "cannot be published" in answer["words"])
    line("tables that may not be published at all", str(withheld))
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(attacked, [(1, answer) for answer in published], chunksize=20))
    narrowest = min(width for width, _ in found)
    small = sum(1 for table in tables for row in table["counts"] for count in row if 0 < count < 5)
    line(f"{len(found)} tables with hidden counts: the narrowest range found", f"{narrowest:.0f}", narrowest >= 5, "5 or more")
    line("small cells, and cells hidden in all", f"{small:,} / {sum(hidden for _, hidden in found):,}")
    answered_again(tables, answers.json["answers"])


def server() -> None:
    """A long simulation is long only where it takes some ten seconds: 1,000 replications of the largest case, the most that a
    page lets anybody ask for."""
    from planning_server import measure  # It reads KEYWORK_BINARY when it is imported.
    print("A page while a long simulation goes on behind it")
    measure(line, 1000 if RUNS_WANTED >= 300 else 500)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors; load before: {load:.1f}")
    parts = dict(speed=speed, equality=equality, formulas=formulas, siting=siting, apportionment=apportionment,
                 forecasts=forecasts, disclosure=disclosure, server=server)
    for name in sys.argv[1:] or parts:
        began = time.monotonic()
        parts[name]()
        line(f"({name}: how long this part took)", f"{time.monotonic() - began:.0f} s")
    print(f"Bars missed: {'; '.join(missed)}" if missed else "Every bar is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
