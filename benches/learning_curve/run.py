#!/usr/bin/env python3
"""Trains the shipped experiment on the first so many statements and measures each model on dev.

Usage: python3 benches/learning_curve/run.py SIZE… (0 for all). The base model must be there (`sothat model import`).
Appends to benches/learning_curve/points.csv, from which `sothat evaluate --learning-curve` draws; a size that stands there is passed over.
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
POINTS = ROOT / "benches/learning_curve/points.csv"
CONFIG = ROOT / "models/sothat-minilm/config.toml"
COLUMNS = ["statements", "seed", "macro_f1", "low", "high", "outcome_accuracy", "slice"]
PROGRAM = ROOT / "target/release/sothat"


def rows_measured():
    if not POINTS.exists():
        return []
    with POINTS.open(newline="") as file:
        return list(csv.DictReader(file))


def measure(model, statements, folder):
    """The points of one model: all dev statements, and those shaped like real text."""
    command = [PROGRAM, "evaluate", "corpus/statements/dev.jsonl", "--systems", model, "-o", folder]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    scores = json.loads((pathlib.Path(folder) / "results.json").read_text())["rows"][0]["scores"]
    points = []
    for score in scores:
        if score["slice"] in ("all", "shape real"):
            f1, outcome = score["macro_f1"], score["outcome_accuracy"]["value"]
            points.append([statements, 1, f1["value"], f1["low"], f1["high"], outcome, score["slice"]])
    return points


def train(size, folder):
    """A model of seed 1 alone, trained on the first `size` statements."""
    name = f"trial-curve-{size}"
    config = re.sub(r'(?m)^name = .*$', f'name = "{name}"\ntake = {size}', CONFIG.read_text())
    config = re.sub(r"(?m)^seeds = .*$", "seeds = [1]", config)
    path = pathlib.Path(folder) / "config.toml"
    path.write_text(config)
    subprocess.run([PROGRAM, "train", path], cwd=ROOT, check=True)
    return f"models/{name}"


def main():
    every = sum(1 for _ in (ROOT / "corpus/statements/train.jsonl").open())
    measured = rows_measured()
    for size in map(int, sys.argv[1:]):
        statements = size or every
        if any(int(row["statements"]) == statements for row in measured):
            continue
        with tempfile.TemporaryDirectory() as folder:
            points = measure(train(statements, folder), statements, folder)
        fresh = not POINTS.exists()
        with POINTS.open("a", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if fresh:
                writer.writerow(COLUMNS)
            writer.writerows(points)


main()
