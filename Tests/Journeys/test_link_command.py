"""`keywork link`: files in, files out. The same bytes with any number of threads, every record in one cluster, what is written adds
up, and a pair is explained by bars whose sum is its weight. How good the links are is for LinkageEngineTests and bin/bench."""
import csv
import json
from pathlib import Path

import pytest

from database import ROOT, keywork

EXTRACTS = ROOT / "Examples/agency-extracts"
AGENCIES = ["camhs", "education", "health", "social", "voluntary"]
FILES = ["clusters.csv", "links.csv", "review.csv", "model.json"]


def rows_of(file: Path) -> list[dict[str, str]]:
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def truth() -> dict[tuple[str, str], str]:
    """Of 1,500 children, whose record it is."""
    rows = rows_of(ROOT / "Tests/truth-of-the-extracts.csv")
    some = set(sorted({row["child_id"] for row in rows})[:1500])
    return {(row["agency"], row["record_id"]): row["child_id"] for row in rows if row["child_id"] in some}


@pytest.fixture(scope="module")
def given(truth: dict[tuple[str, str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extracts")
    for agency in AGENCIES:
        heading, *lines = (EXTRACTS / f"{agency}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if (agency, line.split(",")[0]) in truth]
        (folder / f"{agency}.csv").write_text(heading + "".join(kept), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def written(given: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("linked") / "not there yet"
    done = keywork("link", "--input", str(given), "--output", str(out), "--threads", "2")
    assert done.returncode == 0, done.stdout
    assert "people" in done.stdout and "…" in done.stdout, done.stdout
    return out


def test_every_record_is_in_one_cluster(written: Path, truth: dict[tuple[str, str], str]) -> None:
    rows = rows_of(written / "clusters.csv")
    assert list(rows[0]) == ["cluster_id", "source", "record_id"]
    clusters = {(row["source"], row["record_id"]): row["cluster_id"] for row in rows}
    assert len(rows) == len(clusters) and clusters.keys() == truth.keys()
    report = json.loads((written / "report.json").read_text())
    assert report["records"] == len(rows) and report["people"] == len(set(clusters.values()))
    assert report["peakMegabytes"] > 0 and report["seconds"] > 0 and report["stages"] and report["sources"] == AGENCIES
    # Near the truth: no pair of records is one child's by chance.
    assert abs(report["people"] - len(set(truth.values()))) < 0.05 * len(set(truth.values()))


def test_links_say_their_weight_and_probability(written: Path) -> None:
    links, review = rows_of(written / "links.csv"), rows_of(written / "review.csv")
    assert list(links[0]) == ["source_l", "record_id_l", "source_r", "record_id_r", "weight", "probability"]
    assert list(review[0]) == [*links[0], "reason"]
    for row in links + review:
        assert float(row["probability"]) == pytest.approx(1 / (1 + 2 ** -float(row["weight"])), abs=1e-4)
    assert all(float(row["probability"]) >= 0.95 for row in links)
    clusters = {(r["source"], r["record_id"]): r["cluster_id"] for r in rows_of(written / "clusters.csv")}
    for row in links:
        assert clusters[row["source_l"], row["record_id_l"]] == clusters[row["source_r"], row["record_id_r"]]
    report = json.loads((written / "report.json").read_text())
    assert (report["links"], report["review"]) == (len(links), len(review))


def test_threads_change_nothing_and_a_model_is_taken_up_again(given: Path, written: Path, tmp_path: Path) -> None:
    alone, again = tmp_path / "alone", tmp_path / "again"
    done = keywork("link", "--input", str(given), "--output", str(alone), "--threads", "1", "--quiet")
    assert done.returncode == 0 and done.stdout == "", done.stdout
    model = str(written / "model.json")
    done = keywork("link", "--input", str(given), "--output", str(again), "--model", model, "--quiet")
    assert done.returncode == 0, done.stdout
    for file in FILES:
        assert (alone / file).read_bytes() == (written / file).read_bytes(), file
    for file in FILES[:3]:
        assert (again / file).read_bytes() == (written / file).read_bytes(), file


def test_a_pair_is_explained_by_bars_that_add_up(given: Path, written: Path) -> None:
    link = max(rows_of(written / "links.csv"), key=lambda row: float(row["weight"]))
    pair = [f"{link['source_l']}:{link['record_id_l']}", f"{link['source_r']}:{link['record_id_r']}"]
    asked = ["link", "explain", "--input", str(given), "--model", str(written / "model.json")]
    said = json.loads(keywork(*asked, "--json", *pair).stdout)
    assert said["weight"] == pytest.approx(sum(bar["weight"] for bar in said["bars"]), abs=1e-6)
    assert said["weight"] == pytest.approx(float(link["weight"]), abs=1e-3)
    drawn = keywork(*asked, *pair)
    assert drawn.returncode == 0 and "sum" in drawn.stdout and "probability" in drawn.stdout, drawn.stdout
    nobody = keywork(*asked, pair[0], "health:nobody")
    assert nobody.returncode != 0 and "is not among the" in nobody.stdout, nobody.stdout


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_the_model_is_written_as_settings_of_splink(given: Path, written: Path, tmp_path: Path, dialect: str) -> None:
    file = tmp_path / "splink.json"
    done = keywork(
        "link", "--input", str(given), "--model", str(written / "model.json"), "--splink-settings", str(file),
        "--splink-dialect", dialect, "--quiet")
    assert done.returncode == 0, done.stdout
    settings = json.loads(file.read_text())
    rules = settings["blocking_rules_to_generate_predictions"]
    assert rules and all(rule["sql_dialect"] == dialect for rule in rules)
    assert settings["link_type"] == "dedupe_only" and len(settings["comparisons"]) > 4
    for comparison in settings["comparisons"]:
        assert all("sql_condition" in level for level in comparison["comparison_levels"])


def test_what_cannot_be_read_is_said_with_its_place(given: Path, tmp_path: Path) -> None:
    nothing = keywork("link", "--input", str(tmp_path / "gone"), "--output", str(tmp_path / "out"))
    assert nothing.returncode != 0 and "There is no folder" in nothing.stdout, nothing.stdout
    wrong = keywork("link", "--input", str(given), "--output", str(tmp_path / "out"), "--threshold", "1.5")
    assert wrong.returncode != 0 and "--threshold" in wrong.stdout, wrong.stdout
    assert not (tmp_path / "out").exists()
