"""Writes the shipped model as ONNX, f32 and dynamic int8, so that onnxruntime can run the very same network.

Usage: export.py MODEL_FOLDER OUT_FOLDER
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


def read_weights(path):
    """Tensors of a safetensors file by name; byte matrices are multiplied out with their row scales."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    kinds = {"F32": np.float32, "I8": np.int8}
    found = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        data = np.frombuffer(raw[8 + size + start : 8 + size + end], kinds[entry["dtype"]])
        found[name] = data.reshape(entry["shape"])
    scales = {name for name in found if name.endswith(".scale")}
    return {
        name: (value.astype(np.float32) * found[name + ".scale"][:, None] if name + ".scale" in scales else value)
        for name, value in found.items()
        if name not in scales
    }


def build(weights, shape):
    """The network as an ONNX graph over padded batches."""
    width, heads = shape["width"], shape["heads"]
    depth = width // heads
    nodes, constants = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def linear(x, name, out):
        product = node("MatMul", [x, constant(f"{name}.w", weights[f"{name}.weight"].T)], f"{out}.product")
        return node("Add", [product, constant(f"{name}.b", weights[f"{name}.bias"])], out)

    def norm(x, name, out):
        scale = constant(f"{name}.g", weights[f"{name}.weight"])
        bias = constant(f"{name}.h", weights[f"{name}.bias"])
        return node("LayerNormalization", [x, scale, bias], out, axis=-1, epsilon=1e-12)

    word = node("Gather", [constant("word", weights["embeddings.word"]), "ids"], "words")
    place = node("Gather", [constant("place", weights["embeddings.position"]), "positions"], "places")
    x = norm(node("Add", [word, place], "embedded"), "embeddings.norm", "x")
    split = constant("split", np.array([0, 0, heads, depth], dtype=np.int64))
    joined = constant("joined", np.array([0, 0, width], dtype=np.int64))
    root = constant("root", np.array(1 / np.sqrt(depth), dtype=np.float32))
    for layer in range(shape["layers"]):
        at = f"layers.{layer}"
        parts = {}
        for index, part in enumerate(["query", "key", "value"]):
            rows = slice(index * width, (index + 1) * width)
            for kind in ["weight", "bias"]:
                weights[f"{at}.{part}.{kind}"] = weights[f"{at}.attention.qkv.{kind}"][rows]
            flat = linear(x, f"{at}.{part}", f"{at}.{part}.flat")
            cut = node("Reshape", [flat, split], f"{at}.{part}.cut")
            order = [0, 2, 3, 1] if part == "key" else [0, 2, 1, 3]
            parts[part] = node("Transpose", [cut], f"{at}.{part}.turned", perm=order)
        score = node("MatMul", [parts["query"], parts["key"]], f"{at}.score")
        score = node("Add", [node("Mul", [score, root], f"{at}.scaled"), "mask"], f"{at}.masked")
        seen = node("MatMul", [node("Softmax", [score], f"{at}.soft", axis=-1), parts["value"]], f"{at}.seen")
        seen = node("Transpose", [seen], f"{at}.back", perm=[0, 2, 1, 3])
        seen = node("Reshape", [seen, joined], f"{at}.together")
        seen = linear(seen, f"{at}.attention.output", f"{at}.attended")
        x = norm(node("Add", [seen, x], f"{at}.sum1"), f"{at}.attention.norm", f"{at}.norm1")
        inner = node("Gelu", [linear(x, f"{at}.feed.inner", f"{at}.inner")], f"{at}.gelu")
        fed = linear(inner, f"{at}.feed.output", f"{at}.fed")
        x = norm(node("Add", [fed, x], f"{at}.sum2"), f"{at}.feed.norm", f"{at}.norm2")
    kept = node("Mul", [x, "share"], "kept")
    pooled = node("ReduceSum", [kept, constant("axis", np.array([1], dtype=np.int64))], "pooled", keepdims=0)
    linear(pooled, "heads.label", "label")
    linear(pooled, "heads.marks", "marks")

    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["n", "t"]),
        helper.make_tensor_value_info("positions", TensorProto.INT64, ["t"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["n", 1, 1, "t"]),
        helper.make_tensor_value_info("share", TensorProto.FLOAT, ["n", "t", 1]),
    ]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", None]) for name in ["label", "marks"]]
    graph = helper.make_graph(nodes, "sothat", inputs, outputs, constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def main():
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    shape = json.loads((source / "meta.json").read_text())["shape"]
    onnx.save(build(read_weights(source / "model.safetensors"), shape), target / "f32.onnx")
    quantize_dynamic(target / "f32.onnx", target / "int8.onnx", weight_type=QuantType.QInt8)


if __name__ == "__main__":
    main()
