"""Scores given pairs with Splink by settings that Keywork wrote, and compares the weights.

    splink_weights.py SETTINGS.json CLEANED.csv EXPLAINED.json

Prints the number of pairs and the greatest difference between Splink's match weight and the sum of those bars that Splink has
too (not the household's, not the two names together, not the rule for twins).
"""
import json
import logging
import sys

import duckdb
from splink import DuckDBAPI, Linker

logging.getLogger("splink").setLevel(logging.ERROR)
settings, cleaned, explained = json.load(open(sys.argv[1])), sys.argv[2], json.load(open(sys.argv[3]))
wanted = {tuple(sorted((pair["a"], pair["b"]))): pair for pair in explained}
table = duckdb.sql(
    f"SELECT * FROM read_csv('{cleaned}', all_varchar = true, header = true, nullstr = '')").arrow().read_all()
ids = sorted({name for pair in wanted for name in pair})
# Only the pairs that were explained are blocked; the frequencies of names come from all records.
settings["blocking_rules_to_generate_predictions"] = [
    {"blocking_rule": "l.pair_group = r.pair_group", "sql_dialect": "duckdb", "arrays_to_explode": ["pair_group"]}]
groups = {name: [] for name in ids}
for place, (a, b) in enumerate(wanted):
    groups[a].append(str(place))
    groups[b].append(str(place))
connection = duckdb.connect()
connection.execute("CREATE TABLE groups (unique_id VARCHAR, pair_group VARCHAR[])")
connection.executemany("INSERT INTO groups VALUES (?, ?)", [(name, places) for name, places in groups.items()])
connection.register("cleaned_rows", table)
joined = connection.sql(
    "SELECT c.*, coalesce(g.pair_group, []) AS pair_group FROM cleaned_rows c LEFT JOIN groups g USING (unique_id)"
).arrow().read_all()
api = DuckDBAPI()
linker = Linker(api.register(joined), settings)
scores = linker.inference.predict().as_record_list()
by_pair = {tuple(sorted((row["unique_id_l"], row["unique_id_r"]))): row["match_weight"] for row in scores}
worst, compared = 0.0, 0
for pair, explanation in wanted.items():
    if pair not in by_pair:
        continue
    compared += 1
    ours = sum(
        bar["weight"] for bar in explanation["bars"]
        if bar["field"] not in ("household", "twins") and "together" not in bar["words"])
    difference = abs(ours - by_pair[pair])
    if difference > 1e-6:
        print(pair, ours, by_pair[pair], [(bar["field"], bar["level"], round(bar["weight"], 3)) for bar in explanation["bars"]], file=sys.stderr)
    worst = max(worst, difference)
print(json.dumps({"pairs": compared, "worst": worst}))
