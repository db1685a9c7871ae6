"""`bin/bench linkage`: Keywork and Splink side by side, on data made for this run, medians of three.

Splink (5 for whole runs, 4 for one record at a time, since Splink 5 has no `find_matches_to_new_records`) and recordlinkage
(for the Febrl sets) come from PyPI into environments of their own under build/bench. The comparison of match weights with
Splink stands here and not in bin/test, since it needs a database engine and 250 MB that nothing else of the tests uses.

    KEYWORK_LINKAGE_RECORDS   how many records (default 1,000,000)
    KEYWORK_LINKAGE_SEED      which ones (default: by chance, so that nobody can tune to it)
"""
import csv
import json
import os
import random
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "Tests" / "Bench"
BUILD = ROOT / "build" / "bench"
BINARY = Path(os.environ.get("KEYWORK_BINARY", ROOT / ".build" / "release" / "keywork"))
ROUNDS = 3
PACKAGES = {
    "splink5": ["splink==5.0.0", "pyarrow", "recordlinkage==0.16", "names==0.3.0"],
    "splink4": ["splink==4.0.17", "duckdb<1.5", "pyarrow", "names==0.3.0"],
}


def python(environment: str) -> str:
    """The Python of an environment, made the first time."""
    folder = BUILD / environment
    program = folder / "bin" / "python"
    if not (folder / "made").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", *PACKAGES[environment]], check=True)
        (folder / "made").touch()
    return str(program)


def keywork(folder: Path, out: Path) -> dict:
    """One run; its report, with the seconds of the process as a whole."""
    subprocess.run([BINARY, "link", "--input", folder, "--output", out, "--quiet"], check=True, timeout=600)
    report = json.loads((out / "report.json").read_text())
    stages = {stage["stage"]: stage["seconds"] for stage in report["stages"]}
    linking = sum(stages[name] for name in ("blocking", "comparing", "scoring", "clustering"))
    return report | {"linking": linking, "whole": report["seconds"], "peak_mb": report["peakMegabytes"]}


def splink(folder: Path) -> dict:
    done = subprocess.run(
        [python("splink5"), HERE / "splink_peer.py", "batch", folder], check=True, timeout=1800, capture_output=True, text=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return found | {"linking": found["scoring"] + found["clustering"]}


def median(runs: list[dict], name: str) -> float:
    return statistics.median(run[name] for run in runs)


# Quality.

def truth_of(folder: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Who is who in a folder of extracts; of the examples it lies with the tests."""
    own = folder / "truth.csv"
    with open(own if own.exists() else ROOT / "Tests/truth-of-the-extracts.csv", encoding="utf-8") as file:
        return {(row["agency"], row["record_id"]): (row["child_id"], row["family_id"], row["twin_group"]) for row in csv.DictReader(file)}


def clusters_of(file: Path) -> dict[tuple[str, str], str]:
    with open(file, encoding="utf-8") as lines:
        return {(row["source"], row["record_id"]): row["cluster_id"] for row in csv.DictReader(lines)}


def splink_clusters(file: Path) -> dict[tuple[str, str], str]:
    with open(file, encoding="utf-8") as lines:
        return {tuple(row["unique_id"].split(":", 1)): row["cluster_id"] for row in csv.DictReader(lines)}


def pairs(counts) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def quality(truth: dict, clusters: dict) -> dict:
    both = pairs(Counter((clusters[record], truth[record][0]) for record in truth).values())
    made, meant = defaultdict(set), defaultdict(set)
    for record, child in truth.items():
        made[clusters[record]].add(record)
        meant[child[0]].add(record)
    precision = both / max(1, pairs(map(len, made.values())))
    recall = both / max(1, pairs(map(len, meant.values())))
    several = {frozenset(cluster) for cluster in made.values() if len(cluster) > 1}
    wanted = {frozenset(cluster) for cluster in meant.values() if len(cluster) > 1}
    unrelated = twins = 0
    for cluster in several:
        children = sorted({truth[record] for record in cluster})
        for place, one in enumerate(children):
            for other in children[place + 1:]:
                unrelated += one[1] != other[1]
                twins += bool(one[2]) and one[2] == other[2]
    groups = defaultdict(set)
    for child, _, group in truth.values():
        if group:
            groups[group].add(child)
    return {
        "precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall),
        "clusters": 2 * len(several & wanted) / max(1, len(several) + len(wanted)),
        "twins": twins / max(1, pairs(map(len, groups.values()))), "unrelated": unrelated,
    }


class Table:
    def __init__(self):
        self.missed: list[str] = []
        print(f"  {'':<44} {'Keywork':>12} {'Splink':>12} {'':>9}  bar", flush=True)

    def line(self, what: str, ours: str, theirs: str = "", times: str = "", bar: str = "", is_met: bool | None = None) -> None:
        verdict = "" if is_met is None else "met" if is_met else "MISSED"
        print(f"  {what:<44} {ours:>12} {theirs:>12} {times:>9}  {bar} {verdict}", flush=True)
        if is_met is False:
            self.missed.append(what)


def speed(table: Table, folder: Path, out: Path) -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(keywork(folder, out))
        theirs.append(splink(folder))
    for what, name, bar in (("block, score and cluster, s", "linking", 6), ("whole run with training, s", "whole", 8)):
        a, b = median(ours, name), median(theirs, name)
        table.line(what, f"{a:.2f}", f"{b:.2f}", f"{b / a:.1f} x", f"{bar} x", b / a >= bar)
    a, b = median(ours, "peak_mb"), median(theirs, "peak_mb")
    table.line("peak memory, MB", f"{a:.0f}", f"{b:.0f}", f"1/{b / a:.1f}", "1/5", a <= b / 5)
    per_record = ours[-1]["candidatePairsPerRecord"]
    table.line("candidate pairs for each record", f"{per_record:.2f}", bar="1.6", is_met=per_record <= 1.6)


def one_record(table: Table, folder: Path, out: Path) -> None:
    done = subprocess.run(
        [BINARY, "link", "measure", "--input", folder, "--model", out / "model.json"],
        check=True, capture_output=True, text=True, timeout=600)
    ours = json.loads(done.stdout)
    done = subprocess.run(
        [python("splink4"), HERE / "splink_peer.py", "one", folder, "20"], capture_output=True, text=True, timeout=1800)
    if done.returncode != 0:
        table.line("one record, p50, ms", f"{ours['p50']:.3f}", "failed", bar="2.5 ms", is_met=ours["p50"] < 2.5)
        print(done.stderr[-500:])
        return
    theirs = json.loads(done.stdout.strip().splitlines()[-1])["p50_ms"]
    times = theirs / ours["p50"]
    table.line(
        "one record against the index, p50, ms", f"{ours['p50']:.3f}", f"{theirs:.1f}", f"{times:.0f} x", "200 x, 2.5 ms",
        times >= 200 and ours["p50"] < 2.5)
    table.line("one record against the index, p99, ms", f"{ours['p99']:.3f}", bar="(aim 2 ms)")


def good(table: Table, name: str, folder: Path, ours: dict, theirs: dict | None, eased: float = 0) -> None:
    """Lines of quality; `eased` is by how much the bars give way at a higher rate of errors."""
    truth = truth_of(folder)
    a = quality(truth, ours)
    b = quality(truth, theirs) if theirs else {}
    records = len(truth)

    def row(what: str, key: str, bar: float, higher: bool, form: str = ".4f") -> None:
        met = a[key] >= bar if higher else a[key] <= bar
        table.line(f"{name}: {what}", format(a[key], form), format(b[key], form) if b else "", bar=format(bar, form), is_met=met)
    row("pair F1 at 0.95", "f1", 0.978 - eased, True)
    row("exact-cluster F1 at 0.95", "clusters", 0.955 - 2 * eased, True)
    row("twin pairs merged", "twins", 0.10, False)
    if records >= 500_000 and not eased:
        row("pairs of unrelated children merged", "unrelated", 130 * records / 1_000_000, False, ".0f")


def febrl(table: Table, out: Path) -> None:
    """The public sets, as recordlinkage carries them: F1 at 0.95."""
    script = """
import sys, pandas as pd
from pathlib import Path
from recordlinkage.datasets import load_febrl3, load_febrl4
folder = Path(sys.argv[1])
def write(frame, to):
    f = frame.fillna("")
    f["surname"] = f["surname"].replace("", "")
    address = (f["street_number"].astype(str).str.replace(".0", "", regex=False) + " " + f["address_1"] + " " + f["address_2"] + " " + f["suburb"]).str.strip()
    pd.DataFrame({"record_id": f.index, "forename": f["given_name"], "middle": "", "surname": f["surname"], "sex": "",
        "dob": f["date_of_birth"], "address": address, "postcode": f["postcode"], "nhs_number": "", "upn": "",
        "la_id": f["soc_sec_id"]}).to_csv(to, index=False)
for name in ("febrl3", "febrl4"): (folder / name).mkdir(parents=True, exist_ok=True)
write(load_febrl3(), folder / "febrl3" / "all.csv")
a, b = load_febrl4()
write(a, folder / "febrl4" / "a.csv"); write(b, folder / "febrl4" / "b.csv")
"""
    subprocess.run([python("splink5"), "-c", script, out], check=True)
    for name, bar in (("febrl3", 0.9985), ("febrl4", 0.9998)):
        subprocess.run([BINARY, "link", "--input", out / name, "--output", out / name / "out", "--quiet"], check=True)
        clusters = clusters_of(out / name / "out" / "clusters.csv")
        truth = {record: (record[1].split("-")[1], "", "") for record in clusters}
        f1 = quality(truth, clusters)["f1"]
        table.line(f"{name}: pair F1 at 0.95", f"{f1:.4f}", bar=f"{bar}", is_met=f1 >= bar)


def same_weights(table: Table, folder: Path, out: Path) -> None:
    """The settings written for Splink give Splink's own weights on the same pairs, where both have the level."""
    settings, cleaned = out / "splink.json", out / "cleaned.csv"
    subprocess.run(
        [BINARY, "link", "--input", folder, "--model", out / "model.json", "--splink-settings", settings, "--cleaned", cleaned,
         "--quiet"], check=True)
    with open(out / "links.csv", encoding="utf-8") as links, open(out / "review.csv", encoding="utf-8") as review:
        chosen = list(csv.DictReader(links))[::97][:120] + list(csv.DictReader(review))[::10][:60]
    explained = []
    for row in chosen:
        done = subprocess.run(
            [BINARY, "link", "explain", "--json", "--input", folder, "--model", out / "model.json",
             f"{row['source_l']}:{row['record_id_l']}", f"{row['source_r']}:{row['record_id_r']}"],
            check=True, capture_output=True, text=True)
        explained.append(json.loads(done.stdout))
    (out / "explained.json").write_text(json.dumps(explained))
    done = subprocess.run(
        [python("splink5"), HERE / "splink_weights.py", settings, cleaned, out / "explained.json"], check=True,
        capture_output=True, text=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    table.line(
        f"Splink's weights on {found['pairs']} pairs, greatest difference", f"{found['worst']:.1e}", bar="1e-6",
        is_met=found["pairs"] >= 100 and found["worst"] < 1e-6)


def main() -> int:
    records = int(os.environ.get("KEYWORK_LINKAGE_RECORDS", "1000000"))
    seed = int(os.environ.get("KEYWORK_LINKAGE_SEED", random.randrange(1_000_000)))
    BUILD.mkdir(parents=True, exist_ok=True)
    data, out = BUILD / "linkage", BUILD / "linkage-out"

    def make(name: str, count: int, seed: int, error: float) -> Path:
        subprocess.run(
            [python("splink5"), HERE / "linkage_data.py", "--records", str(count), "--seed", str(seed), "--error", str(error),
             data / name], check=True)
        return data / name
    print(f"linkage: {records:,} records, seed {seed}, medians of {ROUNDS}")
    folder = make("large", records, seed, 1.0)
    table = Table()
    speed(table, folder, out)
    good(table, "large", folder, clusters_of(out / "clusters.csv"), splink_clusters(folder / "splink-clusters.out"))
    one_record(table, folder, out)
    for name, error, eased in (("small", 1.0, 0.0), ("twice the errors", 2.0, 0.03)):
        small = make(name.replace(" ", "-"), 100_000, seed + 1, error)
        keywork(small, BUILD / "linkage-small")
        splink(small)
        good(table, name, small, clusters_of(BUILD / "linkage-small" / "clusters.csv"), splink_clusters(small / "splink-clusters.out"), eased)
    extracts = ROOT / "Examples" / "agency-extracts"
    keywork(extracts, BUILD / "linkage-extracts")
    good(table, "agency-extracts", extracts, clusters_of(BUILD / "linkage-extracts" / "clusters.csv"), None)
    febrl(table, data)
    same_weights(table, extracts, BUILD / "linkage-extracts")
    for what in table.missed:
        print(f"MISSED: {what}")
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
