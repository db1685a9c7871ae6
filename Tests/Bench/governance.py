"""Benchmarks of governance and voice: the pack of a meeting, and answers to a survey while the site is in use."""
import json
import os
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from house import CLIENTS, ENGINES, ROUNDS, SECONDS, SMALL, Bench, NotBuilt, children_of, must_answer

from client import Client, new_id
from database import ROOT, Database
from load import wrk
from test_plan_pdf import objects


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
    # All answers come from this one address.
    os.environ["KEYWORK_SURVEY_ANSWERS_PER_ADDRESS"] = "1000000"
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
