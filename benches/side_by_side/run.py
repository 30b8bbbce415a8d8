"""Times `sothat classify` against onnxruntime on the same rows, each as a whole process, in turn; prints medians and ratios.

Sets up its own Python environment under target/. Run from the repository's root: python3 benches/side_by_side/run.py
"""

import json
import os
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

ROWS, ROUNDS, CORES = 5000, 5, 2
MODEL = Path("models/sothat-minilm")
WORK = Path("target/side_by_side")


def prepare():
    """Python environment, ONNX files, and rows of 20 tokens each made of corpus statements; gives the interpreter."""
    python = WORK / "venv/bin/python"
    here = Path(__file__).parent
    if not python.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", here / "requirements.txt"], check=True)
    subprocess.run([python, here / "export.py", MODEL, WORK], check=True)
    subprocess.run(["cargo", "build", "--release", "--locked"], check=True)
    pick = (
        "import json,sys,tokenizers\n"
        f"t = tokenizers.Tokenizer.from_file('{MODEL}/tokenizer.json')\n"
        "texts = [json.loads(line)['text'] for line in open('corpus/statements/train.jsonl')]\n"
        "rows, at = [], 0\n"
        f"while len(rows) < {ROWS}:\n"
        "    text = ''\n"
        "    while len(t.encode(text).ids) < 20:\n"
        "        text = (text + ' ' + texts[at % len(texts)]).strip(); at += 1\n"
        "    while len(t.encode(text).ids) > 20:\n"
        "        text = text.rsplit(' ', 1)[0]\n"
        "    rows.append(json.dumps({'text': text}))\n"
        f"open('{WORK}/rows.jsonl', 'w').write('\\n'.join(rows) + '\\n')\n"
    )
    subprocess.run([python, "-c", pick], check=True)
    return python


def timed(command, out):
    """Seconds on the clock and the largest resident memory in MB of one run."""
    begin = time.perf_counter()
    with open(out, "wb") as file:
        process = subprocess.Popen(command, stdout=file, env=os.environ)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} failed")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def main():
    python = prepare()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    rows = WORK / "rows.jsonl"
    rival = Path(__file__).parent / "rival.py"
    commands = {"sothat": ["target/release/sothat", "classify", "--format", "jsonl", rows]}
    for kind in ["f32", "int8"]:
        out = WORK / f"{kind}.jsonl"
        commands[f"onnxruntime {kind}"] = [python, rival, WORK / f"{kind}.onnx", MODEL, rows, out]
    taken = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0.0)
    for _ in range(ROUNDS):
        for name, command in commands.items():
            seconds, peak = timed(command, WORK / ("sothat.jsonl" if name == "sothat" else "ignored"))
            taken[name].append(seconds)
            memory[name] = max(memory[name], peak)
    said = {name: [] for name in ["sothat", "f32", "int8"]}
    for name, found in said.items():
        found.extend(json.loads(line)["label"] for line in open(WORK / f"{name}.jsonl"))
    print(f"{ROWS} rows of 20 tokens, whole process, {ROUNDS} rounds in turn, {CORES} cores\n")
    print("| system | seconds (median) | min–max | rows/s | peak memory MB | speed against f32 | same label as sothat |")
    print("|---|---|---|---|---|---|---|")
    for name, seconds in taken.items():
        pairs = [base / own for base, own in zip(taken["onnxruntime f32"], seconds)]
        labels = said[name.split()[-1]]
        same = sum(a == b for a, b in zip(labels, said["sothat"])) / ROWS
        middle = statistics.median(seconds)
        print(
            f"| {name} | {middle:.2f} | {min(seconds):.2f}–{max(seconds):.2f} | {ROWS / middle:.0f} "
            f"| {memory[name]:.0f} | {statistics.median(pairs):.2f} | {same:.4f} |"
        )
    draft = ["target/release/sothat", "suggest", "Four hours of access to a mock flat"]
    runs = [timed(draft, os.devnull) for _ in range(20)]
    seconds = statistics.median(seconds for seconds, _ in runs)
    print(f"\nA cold process of `sothat suggest`: {seconds:.2f} s (median of 20), {max(peak for _, peak in runs):.0f} MB at most")


if __name__ == "__main__":
    main()
