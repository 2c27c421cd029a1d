# mypy: ignore-errors
"""Run by Splink's own Python: people.csv in, pairs of 0.05 and more out. Nothing of ours is imported here."""

import logging
import sys

import pandas
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

logging.disable(logging.WARNING)
table, out = sys.argv[1:]
frame = pandas.read_csv(table, dtype=str, keep_default_na=False).replace("", None)
SAFE = [block_on("email", "last"), block_on("profile")]
blocks = [("email",), ("profile",), ("phone",), ("local",), ("first", "last")]
blocks += [("company", "first"), ("company", "last"), ("domain", "first"), ("domain", "last")]
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=[block_on(*columns) for columns in blocks],
    comparisons=[
        cl.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.EmailComparison("email"),
        cl.ExactMatch("phone"),
        cl.ExactMatch("profile"),
        cl.ExactMatch("city"),
        cl.JaroWinklerAtThresholds("company", [0.9]),
    ],
)
linker = Linker(DuckDBAPI().register(frame), settings, log_level=None)
linker.training.estimate_probability_two_random_records_match(
    [block_on("email", "last"), block_on("profile")], recall=0.7
)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
for columns in (("first", "last"), ("email",), ("phone",)):
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
pairs = linker.inference.predict(threshold_match_probability=0.05).as_pandas_dataframe()
pairs[["unique_id_l", "unique_id_r", "match_probability"]].to_csv(out, index=False, header=False)
