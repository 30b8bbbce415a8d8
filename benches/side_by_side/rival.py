"""Classifies JSONL rows with onnxruntime: the same work as `sothat classify`, from file to file.

Usage: rival.py MODEL.onnx MODEL_FOLDER ROWS.jsonl OUT.jsonl
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

LABELS = ["outcome", "service", "activity", "output", "resource"]
BATCH = 32


def main():
    model, folder, rows, out = sys.argv[1:]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    meta = json.loads(Path(folder, "meta.json").read_text())
    texts = [json.loads(line)["text"] for line in Path(rows).read_text().splitlines()]
    ids = [encoding.ids for encoding in tokenizer.encode_batch_fast(texts)]
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    found = [None] * len(ids)
    for begin in range(0, len(order), BATCH):
        batch = order[begin : begin + BATCH]
        lengths = np.array([len(ids[at]) for at in batch])
        longest = int(lengths.max())
        padded = np.zeros((len(batch), longest), dtype=np.int64)
        for row, at in enumerate(batch):
            padded[row, : len(ids[at])] = ids[at]
        real = np.arange(longest)[None, :] < lengths[:, None]
        label = session.run(
            ["label"],
            {
                "ids": padded,
                "positions": np.arange(longest, dtype=np.int64),
                "mask": np.where(real, 0.0, -1e9).astype(np.float32)[:, None, None, :],
                "share": (real / lengths[:, None]).astype(np.float32)[:, :, None],
            },
        )[0]
        powers = np.exp((label - label.max(axis=1, keepdims=True)) / meta["temperature"])
        for at, row in zip(batch, powers / powers.sum(axis=1, keepdims=True)):
            found[at] = row
    with open(out, "w") as file:
        for at, row in enumerate(found):
            best = int(row.argmax())
            chances = {name: round(float(p), 4) for name, p in zip(LABELS, row)}
            verdict = {"id": str(at + 1), "text": texts[at], "label": LABELS[best], "confidence": chances[LABELS[best]]}
            file.write(json.dumps(verdict | {"probabilities": chances}) + "\n")


if __name__ == "__main__":
    main()
