"""The SEN2 return at the size of a large council: 20,000 plans with their histories through export, check, import and
export again, on both engines; the officers’ pages with as many; and files that mean harm, up to a gigabyte, through the
checker. Each is held to its limit.

    KEYWORK_BINARY=… [KEYWORK_TEST_POSTGRES=…] python Tests/Bench/sen2.py [PLANS] [sqlite] [postgres] [pages] [hostile] [--quick]
"""
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

BINARY = Path(os.environ["KEYWORK_BINARY"]).resolve()
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Journeys"))
from client import Client  # noqa: E402
from database import Database  # noqa: E402
from server import Server  # noqa: E402

PARTS = ["sqlite", "postgres", "pages", "hostile"]
# Seconds in which a page of the officers must stand, with all the plans of the council.
PAGES = {"/ehc": 2, "/ehc?outlook=likely": 2, "/ehc/return?year=2027": 10, "/ehc/return?year=2027&page=2": 10,
         "/ehc/measures": 5, "/ehc/breakdowns": 5, "/clocks?span=late": 2}
NEEDS = "SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH".split()
LIMITS = {"export": 60, "check": 30}  # seconds
MEMORY = 500  # MB
FIRST = date(2014, 9, 1)
AGENCY = "'01990000-0000-7000-8000-00000000ed0c'"


def upn(number: int) -> str:
    body = f"886{number:09d}"
    weighed = sum(int(digit) * (place + 2) for place, digit in enumerate(body))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[weighed % 23] + body


def element(name: str, *parts: str) -> str:
    return f"<{name}>{''.join(parts)}</{name}>"


def fields(**values: object) -> str:
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items())


def plan(issued: date, period: date, *parts: str) -> str:
    """An assessment that led to a plan."""
    return element(
        "Assessment",
        fields(AssessmentOutcome="Y" if issued >= period else "H", AssessmentOutcomeDate=issued, AssessmentMediation=0,
               AssessmentTribunal=0, OtherMediation=0, OtherTribunal=0, Week20=0), element("NamedPlan", *parts))


def request(received: date, source: int, decided: date, outcome: str, *parts: str) -> str:
    return element(
        "Requests",
        fields(ReceivedDate=received, RequestSource=source, RYA=0, RequestOutcomeDate=decided, RequestOutcome=outcome,
               RequestMediation=0, RequestTribunal=0, Exported=0), *parts)


def person(number: int) -> str:
    """Somebody with a plan in force; every third had a request refused in the year before, every fifth of the others a plan
    that ended in it."""
    period = date(2026, 1, 1)
    born = date(2004, 9, 2) + timedelta(days=number * 7 % 5800)
    received = max(FIRST, born + timedelta(days=900)) + timedelta(days=number % 300)
    while received > date(2025, 6, 1):
        received -= timedelta(days=365)
    place = fields(URN=100000 + number % 900, PlacementRank=1)
    detail = element("PlanDetail", place, fields(SENunitIndicator=0, ResourcedProvisionIndicator=0))
    earlier = ""
    if number % 3 == 0:
        asked = period + timedelta(days=4 + number % 20)
        earlier = request(asked, 2, asked + timedelta(days=30), "N")
        received = asked + timedelta(days=60)
    elif number % 5 == 0:
        issued = received + timedelta(days=90)
        earlier = request(received, 3, received + timedelta(days=30), "H", plan(
            issued, period, fields(StartDate=issued + timedelta(days=40), PB=0, OA=0,
                                   CeaseDate=period + timedelta(days=40), CeaseReason=6), detail))
        received = period + timedelta(days=60 + number % 20)
    decided, issued = received + timedelta(days=20 + number % 30), received + timedelta(days=90 + number % 30)
    started = issued + timedelta(days=20 + number % 60)
    held = date(2026, 1, 15) + timedelta(days=number % 300)
    review = fields(ReviewMeeting=held, ReviewOutcome="M", LastReview=held + timedelta(days=25)) if held > started else ""
    active = element(
        "ActivePlans", review,
        element("PlacementDetail", place, fields(EntryDate=max(started, date(2025, 9, 1)))),
        element("SENneed", fields(SENtype=NEEDS[number % len(NEEDS)], SENtypeRank=1)))
    current = request(
        received, 1 + number % 5, decided, "Y" if decided >= period else "H",
        plan(issued, period, fields(StartDate=started, PB=0, OA=0), detail), active)
    return element(
        "Person",
        fields(Surname=f"Surname{number:06d}", Forename=f"Name{number % 977}", PersonBirthDate=born,
               Sex="FM"[number % 2], Ethnicity="WBRI", PostCode="TN1 2AB", UPN=upn(number)), earlier, current)


HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Message><Header><CollectionDetails><Collection>SEN2</Collection><Year>2027</Year>\
<ReferenceDate>2027-01-21</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>886</LEA>\
<SoftwareCode>Other</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo><DateTime>2027-02-01T09:00:00</DateTime>\
</Source></Header><LocalAuthority><DMO>1</DMO><DCO>1</DCO><DSCO>1</DSCO></LocalAuthority><Persons>
"""
TAIL = "</Persons></Message>\n"


def run(*arguments: object, feed: Callable[[], Iterator[bytes]] | None = None) -> tuple[float, float, int, str]:
    """Seconds, the most memory in MB, the exit code and what was said."""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [BINARY, *map(str, arguments)], cwd=ROOT, stdout=said, stderr=said,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL)
        if feed:
            def pour() -> None:
                try:
                    for block in feed():
                        process.stdin.write(block)
                    process.stdin.close()
                except BrokenPipeError:
                    pass
            threading.Thread(target=pour, daemon=True).start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return time.monotonic() - started, usage.ru_maxrss / 1024, process.returncode, said.read().strip()


failures: list[str] = []


def hold(what: str, is_true: bool, figure: str) -> None:
    print(f"  {'held ' if is_true else 'FAILS'}  {what}: {figure}", flush=True)
    if not is_true:
        failures.append(what)


def round_trip(place: str, other: str, first: Path, count: int, folder: Path, engine: str) -> None:
    one, two = folder / f"{engine}-one.xml", folder / f"{engine}-two.xml"
    for database in place, other:
        assert run("migrate", "--database", database)[2] == 0
        code = ("INSERT INTO agency (id, code, name, kind) VALUES "
                "({}, 'education', 'Education', 'education')")
        own_sql(database, code)
    seconds, memory, code, said = run("import", "sen2", first, "--database", place)
    hold(f"{engine}: import of {count} plans", code == 0, f"{seconds:.0f} s, {memory:.0f} MB. {said.splitlines()[0]}")
    options = ["--year", 2027, "--council", 886, "--written-at", "2027-02-01T09:00:00Z"]
    seconds, memory, code, said = run("export", "sen2", *options, "--output", one, "--database", place)
    hold(f"{engine}: export", code == 0 and seconds < LIMITS["export"] and memory < MEMORY,
         f"{seconds:.1f} s (limit {LIMITS['export']}), {memory:.0f} MB (limit {MEMORY}), {one.stat().st_size / 1e6:.0f} MB")
    seconds, memory, code, said = run("check", "sen2", one)
    hold(f"{engine}: check", code == 0 and seconds < LIMITS["check"] and memory < MEMORY,
         f"{seconds:.1f} s (limit {LIMITS['check']}), {memory:.0f} MB. {said.splitlines()[0]}")
    run("import", "sen2", one, "--database", other)
    run("export", "sen2", *options, "--output", two, "--database", other)
    same = one.read_bytes() == two.read_bytes()
    hold(f"{engine}: export, import, export", same, "the same bytes" if same else "different")


def own_sql(database: str, statement: str) -> None:
    """An agency whose officers may open what is taken in."""
    if database.startswith("sqlite:"):
        import sqlite3
        with sqlite3.connect(database.removeprefix("sqlite:")) as file:
            file.execute(statement.format(AGENCY))
    else:
        subprocess.run(["psql", "-qc", statement.format(AGENCY), database], check=True)


def hostile(size: int) -> None:
    """Nothing of it may fill the memory, hang, or end without a word of why."""
    def much(block: bytes, before: bytes = b"", after: bytes = b"") -> Callable[[], Iterator[bytes]]:
        def pour() -> Iterator[bytes]:
            yield before
            for _ in range(max(2, size // len(block))):
                yield block
            yield after
        return pour
    head = HEAD.encode()
    persons = "".join(person(number) for number in range(500)).encode()
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)) + b"]>"
    cases = {
        "one name without an end": much(b"A" * 65536, head + b"<Person><Surname>"),
        "elements in elements": much(b"<Person>" * 8192, head),
        "attributes without an end": much(b' a="b"' * 8192, head + b"<Person"),
        "a comment without an end": much(b"-" * 65536, head + b"<!--"),
        "nothing but spaces": much(b" " * 65536, head),
        "whole persons, again and again": much(persons, head, TAIL.encode()),
        "cut off in a person": lambda: iter([head, persons[: len(persons) // 2 + 17]]),
        "an entity bomb": lambda: iter([b"<?xml version=\"1.0\"?>" + entity + b"<Message>&j;</Message>"]),
        "bytes of another encoding": lambda: iter([HEAD.encode("utf-16"), persons]),
        "no XML at all": much(os.urandom(65536)),
        "nothing": lambda: iter([]),
    }
    for name, feed in cases.items():
        seconds, memory, code, said = run("check", "sen2", "/dev/stdin", feed=feed)
        words = " ".join(said.split())
        hold(f"hostile: {name}", code == 1 and memory < MEMORY and words != "" and "Fatal" not in said,
             f"{seconds:.1f} s, {memory:.0f} MB: {words[:150]}")


def pages(database: str, first: Path, folder: Path) -> None:
    """The demonstration with the council’s plans in it, as its coordinator and its returns officer see them."""
    assert run("demo", "--database", database, "--no-serve")[2] == 0
    seconds, _, code, said = run("import", "sen2", first, "--database", database)
    assert code == 0, said
    with Server(Database(database), folder / "pages.log") as server:
        officer = Client(server)
        officer.sign_in("ehc_coordinator")
        for path, limit in PAGES.items():
            times = []
            for _ in range(3):
                started = time.monotonic()
                answer = officer.send("GET", path)
                times.append(time.monotonic() - started)
            hold(f"page {path}", answer.status == 200 and min(times) < limit,
                 f"{sorted(times)[1]:.2f} s (limit {limit}), {len(answer.body) / 1e3:.0f} kB, server {server.memory_mb():.0f} MB")


def main() -> None:
    words = sys.argv[1:]
    count = next((int(word) for word in words if word.isdigit()), 20_000)
    wanted = [part for part in PARTS if part in words] or PARTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = folder / "first.xml"
        with first.open("w") as file:
            file.write(HEAD)
            for number in range(count):
                file.write(person(number) + "\n")
            file.write(TAIL)
        seconds, memory, code, said = run("check", "sen2", first)
        hold("the file to begin with", code == 0, f"{first.stat().st_size / 1e6:.0f} MB, {seconds:.1f} s. {said.splitlines()[0]}")
        if "sqlite" in wanted:
            round_trip(f"sqlite:{folder}/one.db", f"sqlite:{folder}/two.db", first, count, folder, "sqlite")
        if "postgres" in wanted and (url := os.environ.get("KEYWORK_TEST_POSTGRES")):
            base = url.rsplit("/", 1)[0]
            for one in "sen2_one", "sen2_two":
                subprocess.run(["psql", "-qc", f"CREATE DATABASE {one}", url], check=True)
            round_trip(f"{base}/sen2_one", f"{base}/sen2_two", first, count, folder, "postgres")
            for one in "sen2_one", "sen2_two":
                subprocess.run(["psql", "-qc", f"DROP DATABASE {one}", url], check=True)
        if "pages" in wanted:
            pages(f"sqlite:{folder}/pages.db", first, folder)
        if "hostile" in wanted:
            hostile(20_000_000 if "--quick" in words else 1_000_000_000)
    if failures:
        sys.exit(f"{len(failures)} not held: {'; '.join(failures)}")


if __name__ == "__main__":
    main()
