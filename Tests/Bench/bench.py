"""The figures of Keywork on this machine: each benchmark is one function, run by bin/bench.

Every page is asked for by hand before it is measured, so no figure is of an error. What the program cannot do yet is
said to be not built yet; no figure is made up for it.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote_plus

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journeys"))

from client import Client, new_id  # noqa: E402
from database import BINARY, ROOT, Database, keywork  # noqa: E402
from examples import example_fields  # noqa: E402
from governance import bench_pack, bench_voice  # noqa: E402, F401
from house import (  # noqa: E402
    CLIENTS, ENGINES, LARGE, ROUNDS, SECONDS, SMALL, Bench, NotBuilt, children_of, must_answer,
)
from load import Load, syncs_per_second, wrk  # noqa: E402
from offer import Datasette, feed_of, questions, rows_of  # noqa: E402
from server import Server  # noqa: E402

VISITS = "/children/{child}/visits"
FULL_PAGE, MOST_RELATIVES = 30_000, 16


def searches(database: Database) -> list[str]:
    """What people type, of children whom the practitioner's own agency works with: both names, with a slip too, one name
    alone, a date of birth, numbers, a postcode."""
    found = database.ask(
        """
        SELECT c.given_name, c.family_name, c.birth_on, c.nhs_number, c.phone, c.postcode
        FROM child c JOIN involvement i ON i.child_id = c.id JOIN agency a ON a.id = i.agency_id
        WHERE a.name LIKE '%Early Help' AND i.ended_on IS NULL AND c.nhs_number IS NOT NULL AND c.phone IS NOT NULL
          AND c.birth_on IS NOT NULL AND c.postcode IS NOT NULL ORDER BY c.id LIMIT 5
        """)
    if len(found) < 5:
        raise NotBuilt("children of the practitioner's agency to search for")
    (a, b, c, d, e) = found
    slip = c[0][0] + c[0][2] + c[0][1] + c[0][3:]
    typed = [
        f"{a[0]} {a[1]}", f"{b[0]} {b[1]}", f"{slip} {c[1]}", f"{d[0]} {d[1]} {d[2]}", e[1], a[2], b[3], c[4], d[5],
        f"{e[0]} {e[5]}",
    ]
    return [f"/search?q={quote_plus(words)}" for words in typed]


def bench_start(bench: Bench) -> None:
    """Start to the first healthy answer, and the memory then; the size of the program."""
    bench.line("the program's file", f"{BINARY.stat().st_size / 1e6:.0f} MB")
    for engine in ENGINES:
        database = bench.database(engine, SMALL)
        began = time.perf_counter()
        with Server(database, bench.folder / "start.log") as server:
            bench.line(f"{engine}: start to healthy", f"{(time.perf_counter() - began) * 1000:.0f} ms")
            bench.line(f"{engine}: memory when it has started", f"{server.memory_mb():.0f} MB")


def bench_pages(bench: Bench) -> None:
    """Median time of four pages at 8 clients: 100,000 children against 1,000, turn by turn in the same run.

    Both queues fill their first page; a search finds what it finds, and by one common name that is more among many."""
    for engine in ENGINES:
        with ExitStack() as stack:
            servers = {size: stack.enter_context(bench.serving(engine, size)) for size in (SMALL, LARGE)}
            signed_in = {
                size: {role: Client(server).sign_in(role) for role in ("practitioner", "screener")}
                for size, server in servers.items()
            }
            asked = {
                "the child's page": ("practitioner", lambda c: [f"/children/{child}" for child in children_of(c)]),
                "the queue": ("screener", lambda _: ["/requests"]),
                "search": ("practitioner", lambda c: searches(c.server.database)),
                "today": ("practitioner", lambda _: ["/today"]),
            }
            for page, (role, paths_of) in asked.items():
                medians: dict[int, list[float]] = {SMALL: [], LARGE: []}
                paths = {size: paths_of(signed_in[size][role]) for size in servers}
                for size in servers:
                    must_answer(signed_in[size][role], paths[size])
                for _ in range(ROUNDS):
                    for size in servers:
                        load = wrk(signed_in[size][role], paths[size], CLIENTS, SECONDS)
                        assert not load.refused, f"{page} refused {load.refused} times under load"
                        medians[size].append(load.median_ms)
                for size in servers:  # A session that had ended would have answered quickly: with a redirect.
                    must_answer(signed_in[size][role], paths[size][:1])
                small, large = (statistics.median(medians[size]) for size in (SMALL, LARGE))
                bench.line(
                    f"{engine}: {page}, {SMALL:,} → {LARGE:,} children", f"{small:.2f} → {large:.2f} ms",
                    large <= 1.5 * small, f"≤ 1.5 times, is {large / small:.2f}")


def of_full_size(client: Client, paths: list[str]) -> list[str]:
    """The pages among these that have the 30 kB that the bar speaks of, some by the relatives that are added to them."""
    full = []
    for path in paths:
        for relative in range(MOST_RELATIVES + 1):
            if len(client.page(path).body) >= FULL_PAGE:
                full.append(path)
                break
            added = {"kind": "grandparent", "name": f"Relative {relative} of many", "form_id": new_id()}
            answer = client.post_json(f"{path}/family", added)
            assert answer.status == 303, answer
    if not full:
        raise NotBuilt(f"a child's page of {FULL_PAGE:,} bytes")
    return full


def bench_throughput(bench: Bench) -> None:
    """The child's page against a bare "hello" on the same server, turn by turn; and the most memory it ever took.

    The same pages are opened again and again, so what they say is remembered for some seconds (decision 0014), while who
    asks, whether they may, and that they looked is asked and written each time. Beside it: each page made anew."""
    for engine in ENGINES:
        with bench.serving(engine, LARGE) as server:
            client = Client(server).sign_in("practitioner")
            paths = of_full_size(client, [f"/children/{child}" for child in children_of(client)])
            size = must_answer(client, paths)
            must_answer(client, ["/hello"])
            pages: list[Load] = []
            hellos: list[Load] = []
            made: list[Load] = []
            for turn in range(ROUNDS):
                hellos.append(wrk(client, ["/hello"], 32, SECONDS))
                pages.append(wrk(client, paths, 32, SECONDS))
                # No page is asked for twice by one address, so none is remembered.
                anew = [f"{paths[time % len(paths)]}?once={turn}.{time}" for time in range(2000 * SECONDS)]
                made.append(wrk(client, anew, 32, SECONDS))
            assert not any(load.refused for load in pages + hellos + made), "refusals under load"
            must_answer(client, paths[:1])
            page, hello, new = (statistics.median(load.per_second for load in loads) for loads in (pages, hellos, made))
            bench.line(f"{engine}: bare hello", f"{hello:,.0f} /s")
            bench.line(
                f"{engine}: the child's page, {size / 1000:.0f} kB, signed in and logged", f"{page:,.0f} /s",
                page >= 0.08 * hello, f"≥ 8 % of hello, is {100 * page / hello:.1f} %")
            bench.line(f"{engine}: the same page made anew each time", f"{new:,.0f} /s, {100 * new / hello:.1f} %")
            most = peak_memory_mb(server)
            bench.line(f"{engine}: the most memory it took", f"{most:.0f} MB", most < 200, "< 200 MB")


def peak_memory_mb(server: Server) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024


def bench_visits(bench: Bench) -> None:
    """Visits recorded per second, durable, with 1, 8 and 64 writers; beside the syncs per second of the same disk."""
    for engine in ENGINES:
        bench.line(f"{engine}: syncs per second of the disk itself", f"{syncs_per_second(bench.folder):,.0f} /s")
        with bench.serving(engine, SMALL) as server:
            client = Client(server).sign_in("practitioner")
            paths = [VISITS.replace("{child}", child) for child in children_of(client)]
            fields = example_fields(client, VISITS)
            answer = client.post_json(paths[0], fields)
            if answer.status != 303:
                raise NotBuilt(f"a visit made from /openapi.json (it answers {answer})")
            body = json.dumps(fields | {"form_id": "FORM_ID"})
            for writers in (1, 8, 64):
                load = wrk(client, paths, writers, SECONDS, body)
                assert not load.refused, f"{load.refused} visits were refused with {writers} writers"
                bench.line(f"{engine}: visits recorded with {writers} writers", f"{load.per_second:,.0f} /s")


def bench_kill(bench: Bench) -> None:
    """`kill -9` during 200 concurrent writes, twenty times."""
    for engine in ENGINES:
        command = [sys.executable, "-m", "pytest", "-q", "-s", ROOT / "Tests/Journeys/test_kill.py", "--engine", engine]
        outcome = subprocess.run(
            command, env=os.environ | {"KEYWORK_KILL_ROUNDS": "20"}, text=True, capture_output=True, timeout=3600
        )
        kept = sum(int(count) for count in re.findall(r"(\d+) acknowledged, all there", outcome.stdout))
        bench.line(
            f"{engine}: killed 20 times while 200 write, visits acknowledged", f"{kept:,}", outcome.returncode == 0,
            "every one is there, verify passes")
        if outcome.returncode != 0:
            print(outcome.stdout[-3000:])


def bench_build(bench: Bench) -> None:
    """A newcomer's first release build, from nothing."""
    scratch = ROOT / ".build-bench"
    shutil.rmtree(scratch, ignore_errors=True)
    began = time.perf_counter()
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "keywork", "--scratch-path", scratch], cwd=ROOT, check=True
    )
    bench.line("release build from nothing", f"{time.perf_counter() - began:.0f} s")
    shutil.rmtree(scratch)


def bench_offer(bench: Bench) -> None:
    """The local offer: importing 10,000 services, and searching 50,000 against 500, beside datasette with the same rows."""
    few, many, imported = 500, 50_000, 10_000
    for engine in ENGINES:
        feed = feed_of(imported, bench.folder)
        database = empty_directory(bench, engine, "import")
        said = take_feed(database, feed)
        rate = int(re.search(r"(\d+) a second", said).group(1))
        bench.line(f"{engine}: services imported", f"{rate:,} /s", rate >= 1000, "≥ 1,000 /s")
        again = take_feed(database, feed)
        bench.line(
            f"{engine}: the same file again", re.search(r"(\d+) as they were", again).group(1) + " as they were",
            f" 0 new, 0 changed, {imported} as they were" in again, "changes nothing")
        with ExitStack() as stack:
            clients = {}
            for size in (few, many):
                full = empty_directory(bench, engine, f"offer_{size}")
                take_feed(full, feed_of(size, bench.folder))
                log = bench.folder / f"{engine}-offer-{size}.log"
                clients[size] = Client(stack.enter_context(Server(full, log)))
                began = time.perf_counter()
                must_answer(clients[size], questions("")[:1])
                bench.line(
                    f"{engine}: the first search after a start, {size:,} services",
                    f"{(time.perf_counter() - began) * 1000:,.0f} ms")
                must_answer(clients[size], questions(""))
            loads: dict[int, list[Load]] = {few: [], many: []}
            for _ in range(ROUNDS):
                for size, client in clients.items():
                    loads[size].append(wrk(client, questions(""), CLIENTS, SECONDS))
                    assert not loads[size][-1].refused, "refusals under load"
            small, large = (statistics.median(load.p95_ms for load in loads[size]) for size in (few, many))
            bench.line(
                f"{engine}: search, p95 at {CLIENTS} clients, {few} → {many:,} services", f"{small:.2f} → {large:.2f} ms",
                large <= 2 * small, f"≤ 2 times, is {large / small:.2f}")
            ours = statistics.median(load.per_second for load in loads[many])
        with Datasette(rows_of(many), bench.folder) as peer:
            theirs = wrk(peer, questions("datasette"), CLIENTS, SECONDS).per_second
        bench.line(
            f"{engine}: searches of {many:,} services; datasette: {theirs:,.0f} /s", f"{ours:,.0f} /s", ours >= 10 * theirs,
            f"≥ 10 times, is {ours / theirs:.1f}")


def empty_directory(bench: Bench, engine: str, name: str) -> Database:
    database = bench.places[engine].new(name)
    postcodes = ROOT / "Examples/local-offer/postcodes.csv"
    for command in (["migrate"], ["import", "postcodes", str(postcodes)]):
        outcome = keywork(*command, "--database", database.url)
        assert outcome.returncode == 0, outcome.stdout
    return database


def take_feed(database: Database, feed: Path) -> str:
    outcome = keywork(
        "import", "open-referral", "--database", database.url, "--source", "Bench", str(feed), timeout=1800)
    assert outcome.returncode == 0, outcome.stdout[-2000:]
    return outcome.stdout


BENCHMARKS: dict[str, Callable[[Bench], None]] = {
    name.removeprefix("bench_"): function for name, function in list(globals().items()) if name.startswith("bench_")
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark is named {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.")
        return 2
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors; load before: {load:.1f}" + (" — other work will spoil this" if load > 1 else ""))
    with tempfile.TemporaryDirectory(prefix="keywork-bench-") as folder:
        bench = Bench(Path(folder))
        for name in names or [name for name in BENCHMARKS if name != "build"]:
            print(f"{name}: {BENCHMARKS[name].__doc__}")
            try:
                BENCHMARKS[name](bench)
            except NotBuilt as lack:
                print(f"  not built yet: {lack}")
        for place in bench.places.values():
            place.throw_away()
    if bench.missed:
        print(f"Bars missed: {'; '.join(bench.missed)}")
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
