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
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote_plus

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journeys"))

from client import Client, new_id  # noqa: E402
from conftest import demonstration_pages  # noqa: E402
from database import BINARY, ROOT, Database, Place, keywork  # noqa: E402
from examples import example_fields  # noqa: E402
from load import Load, syncs_per_second, wrk  # noqa: E402
from offer import Datasette, feed_of, questions, rows_of  # noqa: E402
from server import Server  # noqa: E402
from test_plan_pdf import objects  # noqa: E402

ENGINES = ("sqlite", "postgres")
SMALL, LARGE = 1_000, 100_000
CLIENTS, SECONDS, ROUNDS = 8, 6, 3
VISITS = "/children/{child}/visits"
FULL_PAGE, MOST_RELATIVES = 30_000, 16


class NotBuilt(Exception):
    """The program lacks what the benchmark measures."""


class Bench:
    """What the benchmarks share: databases filled once, the lines printed, the bars missed."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.filled: dict[tuple[str, int], Database] = {}
        self.places = {engine: Place(engine, folder, os.environ["KEYWORK_TEST_POSTGRES"]) for engine in ENGINES}
        self.missed: list[str] = []

    def line(self, what: str, value: str, is_met: bool | None = None, bar: str = "") -> None:
        verdict = "" if is_met is None else f"   bar: {bar} — {'met' if is_met else 'MISSED'}"
        print(f"  {what:<58} {value:>16}{verdict}", flush=True)
        if is_met is False:
            self.missed.append(what)

    def database(self, engine: str, children: int) -> Database:
        """The demonstration with so many children, filled the first time it is asked for."""
        if (engine, children) not in self.filled:
            if "--children" not in keywork("demo", "--help").stdout:
                raise NotBuilt("keywork demo --children N")
            database = self.places[engine].new(f"bench_{children}")
            began = time.perf_counter()
            outcome = keywork(
                "demo", "--database", database.url, "--no-serve", "--children", str(children), timeout=7200
            )
            if outcome.returncode != 0:
                raise NotBuilt(f"keywork demo --children {children} ended with:\n{outcome.stdout[-2000:]}")
            rows = database.rows()
            if rows.get("child", 0) < children:
                raise NotBuilt(f"{children} children by keywork demo --children (it made {rows.get('child', 0)})")
            self.line(
                f"filled {engine} with {rows.get('child', 0):,} children, {rows.get('family', 0):,} families, "
                f"{rows.get('event', 0):,} events", f"{time.perf_counter() - began:.0f} s")
            self.filled[engine, children] = database
        return self.filled[engine, children]

    @contextmanager
    def serving(self, engine: str, children: int):
        with Server(self.database(engine, children), self.folder / f"{engine}-{children}.log") as server:
            yield server


def children_of(practitioner: Client) -> list[str]:
    """The children that the practitioner's own pages lead to."""
    found = set(re.findall(r"/children/([0-9a-f-]{36})", practitioner.page("/today").text))
    for page in demonstration_pages(practitioner.server):
        if page.get("role") == "practitioner" and (match := re.fullmatch(r"/children/([0-9a-f-]{36})", page["path"])):
            found.add(match.group(1))
    seen = sorted(child for child in found if practitioner.page(f"/children/{child}").status == 200)
    if not seen:
        raise NotBuilt("a page /children/{child} that the practitioner may see")
    return seen


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


def must_answer(client: Client, paths: list[str]) -> int:
    """Sees that each path answers 200; returns the bytes of the first one's page."""
    sizes = []
    for path in paths:
        answer = client.page(path)
        if answer.status != 200:
            raise NotBuilt(f"{path} (it answers {answer.status})")
        sizes.append(len(answer.body))
    return sizes[0]


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


def bench_pack(bench: Bench) -> None:
    """A board pack of sixty pages and more as a tagged PDF, from the click to the last byte; every chart with its table."""
    with bench.serving("sqlite", SMALL) as server:
        keeper = Client(server).sign_in("commissioner")
        (group,) = server.database.ask("SELECT group_id FROM group_report WHERE approved_at IS NOT NULL")[0]
        (meeting,) = server.database.ask(
            f"SELECT id FROM group_meeting WHERE group_id = '{group}' AND state = 'planned'")[0]
        path = f"/governance/groups/{group}/meetings/{meeting}"
        words = "The house is old and far away for most families, and thirty-eight children used it last year. " * 100
        for number in range(20):
            point = new_id()
            must_see(keeper.post_form(f"{path}/points", {
                "form_id": point, "title": f"Matter {number}", "purpose": "decision", "lead": "The commissioner"}))
            must_see(keeper.post_form(f"{path}/points/{point}/papers", {
                "form_id": new_id(), "title": f"Paper {number}", "words": words, "easy_words": "It is old. " * 40}))
        keeper.send("GET", f"{path}/pack/pdf")
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            answer = keeper.send("GET", f"{path}/pack/pdf")
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                raise NotBuilt(f"{path}/pack/pdf (it answers {answer.status}: is WeasyPrint there?)")
        said = objects(answer.body)
        pages = max(int(count) for count in re.findall(r"/Count (\d+)", said))
        tagged = "/Marked true" in said and "/StructTreeRoot" in said
        figures = len(re.findall(r"/S /Figure\b", said))
        bench.line("pages of the pack, tagged", str(pages), pages >= 60 and tagged, "60 or more, tagged")
        bench.line("charts, each with words beside and its table", str(figures), said.count("/Alt") >= figures > 0, "all")
        bench.line("from the click to the last byte", f"{statistics.median(times):.1f} s", max(times) < 10, "< 10 s")


def must_see(answer) -> None:
    """Sees that a form was taken."""
    if answer.status != 303:
        raise NotBuilt(f"a form of the pack (it answers {answer.status})")


def bench_voice(bench: Bench) -> None:
    """Answers to a survey accepted a minute while eight people open children's records; none lost in `kill -9`."""
    for engine in ENGINES:
        with bench.serving(engine, SMALL) as server:
            reader, visitor = Client(server).sign_in("practitioner"), Client(server)
            pages = [f"/children/{child}" for child in children_of(reader)]
            must_answer(reader, pages[:1])
            (survey,) = server.database.ask("SELECT id FROM survey WHERE state = 'open' AND access = 'anyone'")[0]
            path = f"/voice/surveys/{survey}/answers"
            fields = {"q1": "1", "q2": "0", "q3": "1", "q4": "Swings for wheelchairs, please."}
            answer = visitor.post_json(path, fields | {"form_id": new_id()})
            assert answer.status == 303, answer
            visitor.cookies = {}
            before, began = kept_answers(server.database), time.perf_counter()
            with ThreadPoolExecutor() as pool:
                reading = pool.submit(wrk, reader, pages, CLIENTS, 2 * SECONDS)
                writing = wrk(visitor, [path], CLIENTS, 2 * SECONDS, json.dumps(fields | {"form_id": "FORM_ID"}))
            minutes = (time.perf_counter() - began) / 60
            kept = kept_answers(server.database) - before
            assert not writing.refused and not reading.result().refused, "refusals under load"
            bench.line(
                f"{engine}: answers kept while records are opened {reading.result().per_second:,.0f} times a second",
                f"{kept / minutes:,.0f} /min", kept / minutes >= 1000, "≥ 1,000 /min")
            bench.line(f"{engine}: an answer, p95; a child's page meanwhile, p95",
                       f"{writing.p95_ms:.0f}; {reading.result().p95_ms:.0f} ms")
        command = [
            sys.executable, "-m", "pytest", "-q", "-s", ROOT / "Tests/Journeys/test_kill.py", "-k", "survey",
            "--engine", engine]
        outcome = subprocess.run(
            command, env=os.environ | {"KEYWORK_KILL_ROUNDS": "15"}, text=True, capture_output=True, timeout=3600)
        acknowledged = sum(int(count) for count in re.findall(r"(\d+) acknowledged, all there", outcome.stdout))
        bench.line(
            f"{engine}: killed 5 times while 200 answer, answers acknowledged", f"{acknowledged:,}",
            outcome.returncode == 0, "every one is there, verify passes")
        if outcome.returncode != 0:
            print(outcome.stdout[-3000:])


def kept_answers(database: Database) -> int:
    return int(database.ask("SELECT count(*) FROM survey_answers")[0][0])


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
