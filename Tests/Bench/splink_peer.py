"""Splink on the same extracts, as its own guides set it up: the other side of `bin/bench linkage`.

    splink_peer.py batch DIR        read, train, block and score, cluster: seconds, peak memory, and clusters.csv beside the data
    splink_peer.py one DIR COUNT    Splink 4: find_matches_to_new_records for COUNT records, one at a time (Splink 5 has none)

Prints one JSON object. The cleaning is what DuckDB does in one statement: case, accents, spaces.
"""
import json
import resource
import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

AGENCIES = ("camhs", "education", "health", "social", "voluntary")


def records(folder: Path):
    """All records in one table of DuckDB, as Arrow; `unique_id` is the agency and the record's own id."""
    files = [folder / f"{agency}.csv" for agency in AGENCIES if (folder / f"{agency}.csv").exists()]
    files = files or sorted(path for path in folder.glob("*.csv") if path.stem not in ("truth", "clusters"))
    parts = " UNION ALL ".join(
        f"SELECT '{file.stem}' AS agency, * FROM read_csv('{file}', all_varchar = true, header = true)" for file in files)
    name = "nullif(trim(regexp_replace(strip_accents(lower({0})), '[^a-z ]', '', 'g')), '') AS {0}"
    squeezed = "nullif(regexp_replace(upper({0}), '[^A-Z0-9]', '', 'g'), '') AS {0}"
    rows = duckdb.sql(
        f"""
        SELECT agency || ':' || record_id AS unique_id, {name.format("forename")}, {name.format("middle")},
          {name.format("surname")}, nullif(sex, '') AS sex, nullif(dob, '') AS dob, nullif(lower(address), '') AS address,
          {squeezed.format("postcode")}, {squeezed.format("nhs_number")}, {squeezed.format("upn")}
        FROM ({parts})
        """).arrow()
    return rows.read_all() if hasattr(rows, "read_all") else rows


def settings() -> SettingsCreator:
    def names(column: str):
        return cl.JaroWinklerAtThresholds(column, [0.92, 0.85]).configure(term_frequency_adjustments=True)
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            names("forename"), names("surname"), cl.JaroWinklerAtThresholds("middle", [0.9]),
            cl.DamerauLevenshteinAtThresholds("dob", [1, 2]), cl.ExactMatch("sex"),
            cl.JaroWinklerAtThresholds("address", [0.92]), cl.DamerauLevenshteinAtThresholds("postcode", [1]),
            cl.DamerauLevenshteinAtThresholds("nhs_number", [1]), cl.DamerauLevenshteinAtThresholds("upn", [1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("nhs_number"), block_on("upn"), block_on("dob", "surname"), block_on("dob", "forename"),
            block_on("dob", "postcode"), block_on("forename", "surname", "substr(dob, 1, 7)"),
            block_on("forename", "postcode"), block_on("forename", "surname", "substr(postcode, 1, 4)"),
        ],
        retain_intermediate_calculation_columns=False, retain_matching_columns=False,
    )


def linker_over(table):
    api = DuckDBAPI()
    if hasattr(api, "register") and "5." in __import__("splink").__version__[:2]:
        return Linker(api.register(table), settings())
    return Linker(table, settings(), api)


def train(linker) -> None:
    linker.training.estimate_probability_two_random_records_match(
        [block_on("nhs_number"), block_on("upn"), block_on("forename", "surname", "dob")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob", "surname"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("forename", "postcode"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("nhs_number"))


def batch(folder: Path) -> dict:
    began = time.perf_counter()
    linker = linker_over(records(folder))
    read = time.perf_counter()
    train(linker)
    trained = time.perf_counter()
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    scored = time.perf_counter()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.95)
    frame = clusters.as_duckdbpyrelation()
    frame.project("cluster_id, unique_id").write_csv(str(folder / "splink-clusters.out"))
    ended = time.perf_counter()
    return {
        "version": __import__("splink").__version__, "read": read - began, "training": trained - read,
        "scoring": scored - trained, "clustering": ended - scored, "whole": ended - began,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def one(folder: Path, count: int) -> dict:
    table = records(folder)
    linker = linker_over(table)
    train(linker)
    linker.inference.predict(threshold_match_probability=0.95)
    times = []
    for place in range(count):
        found = table.slice(place * 997 % table.num_rows, 1).to_pydict()
        # DuckDB takes a column of nothing but nulls for numbers, which Splink's comparisons of texts refuse.
        record = {name: value[0] or "" for name, value in found.items()}
        record["unique_id"] = f"new:{place}"
        began = time.perf_counter()
        linker.inference.find_matches_to_new_records([record], match_weight_threshold=0).as_record_dict()
        times.append(time.perf_counter() - began)
    times.sort()
    return {"version": __import__("splink").__version__, "p50_ms": times[len(times) // 2] * 1000, "worst_ms": times[-1] * 1000}


if __name__ == "__main__":
    import logging

    logging.getLogger("splink").setLevel(logging.ERROR)
    what, folder = sys.argv[1], Path(sys.argv[2])
    print(json.dumps(batch(folder) if what == "batch" else one(folder, int(sys.argv[3]))))
