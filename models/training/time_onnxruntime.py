"""models: times ONNX Runtime on a transformer of the encoder's shape, in full precision and in eight bits, on one thread.

    pip install onnxruntime onnx numpy
    taskset -c 1 python models/training/time_onnxruntime.py --ours "target/debug/dari bench encoder"

`--ours` names a program that prints lines `tokens batch milliseconds`; it runs on the same core, before and after, so
that both are measured in one run. Every figure is the best of many, since other work on the machine only adds time.
"""

import argparse
import os
import pathlib
import subprocess
import tempfile
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

SHAPES = [(8, 1), (16, 1), (32, 1), (64, 1), (16, 32)]


class Graph:
    """Nodes and weights on their way into a model."""

    def __init__(self, seed=1):
        self.nodes, self.weights, self.random = [], [], np.random.default_rng(seed)

    def node(self, kind, inputs, **attributes):
        name = f"x{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def constant(self, values):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def noise(self, *shape):
        return self.constant(self.random.normal(0, 0.05, shape).astype(np.float32))

    def integers(self, *values):
        return self.constant(np.array(values, np.int64))

    def dense(self, x, inputs, outputs):
        return self.node("Add", [self.node("MatMul", [x, self.noise(inputs, outputs)]), self.noise(outputs)])

    def norm(self, x, width):
        gain = self.constant(np.ones(width, np.float32))
        return self.node("LayerNormalization", [x, gain, self.noise(width)], axis=-1, epsilon=1e-12)


def build(words, width, layers, heads, inner, places=512):
    """BERT with a mean over the tokens that count, as PyTorch exports it."""
    g = Graph()
    length = g.node("Shape", ["ids"], start=1, end=2)
    places = g.node("Slice", [g.noise(places, width), g.integers(0), length, g.integers(0)])
    states = g.norm(g.node("Add", [g.node("Gather", [g.noise(words, width), "ids"]), places]), width)
    mask = g.node("Cast", ["mask"], to=TensorProto.FLOAT)
    one = g.constant(np.array(1, np.float32))
    away = g.node("Mul", [g.node("Sub", [one, mask]), g.constant(np.array(-1e4, np.float32))])
    away = g.node("Unsqueeze", [away, g.integers(1, 2)])
    root = g.constant(np.array((width / heads) ** 0.5, np.float32))
    for _ in range(layers):
        def part(order):
            split = g.node("Reshape", [g.dense(states, width, width), g.integers(0, 0, heads, width // heads)])
            return g.node("Transpose", [split], perm=order)

        query, key, value = part([0, 2, 1, 3]), part([0, 2, 3, 1]), part([0, 2, 1, 3])
        scores = g.node("Add", [g.node("Div", [g.node("MatMul", [query, key]), root]), away])
        mixed = g.node("MatMul", [g.node("Softmax", [scores], axis=-1), value])
        mixed = g.node("Transpose", [mixed], perm=[0, 2, 1, 3])
        mixed = g.dense(g.node("Reshape", [mixed, g.integers(0, 0, width)]), width, width)
        states = g.norm(g.node("Add", [mixed, states]), width)
        inside = g.node("Gelu", [g.dense(states, width, inner)])
        states = g.norm(g.node("Add", [g.dense(inside, inner, width), states]), width)
    weight = g.node("Unsqueeze", [mask, g.integers(2)])
    total = g.node("ReduceSum", [g.node("Mul", [states, weight]), g.integers(1)], keepdims=0)
    count = g.node("ReduceSum", [mask, g.integers(1)], keepdims=1)
    g.nodes.append(helper.make_node("Div", [total, count], ["vector"]))
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in ("ids", "mask")]
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", width])
    graph = helper.make_graph(g.nodes, "encoder", given, [vector], g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def best(session, tokens, batch, words, runs):
    ids = np.random.default_rng(2).integers(0, words, (batch, tokens), dtype=np.int64)
    given = {"ids": ids, "mask": np.ones_like(ids)}
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        session.run(None, given)
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def ours(program):
    lines = subprocess.run(program, check=True, capture_output=True, text=True, shell=True).stdout.splitlines()
    rows = [line.split() for line in lines if line.lstrip()[:1].isdigit()]
    return {(int(tokens), int(batch)): float(ms) for tokens, batch, ms, *_ in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--words", type=int, default=26005)
    parser.add_argument("--width", type=int, default=384)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--heads", type=int, default=12)
    parser.add_argument("--inner", type=int, default=1536)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--ours")
    args = parser.parse_args()
    columns = []
    with tempfile.TemporaryDirectory() as folder:
        full, small = pathlib.Path(folder, "full.onnx"), pathlib.Path(folder, "small.onnx")
        onnx.save(build(args.words, args.width, args.layers, args.heads, args.inner), full)
        quantize_dynamic(full, small, per_channel=True, weight_type=QuantType.QInt8)
        rounds = [("ours", lambda: ours(args.ours))] if args.ours else []
        for name, path in [("onnx fp32", full), ("onnx int8", small)]:
            runner = session(path)
            rounds.append((name, lambda runner=runner: {
                shape: best(runner, *shape, args.words, args.runs if shape[1] == 1 else max(args.runs // 8, 5))
                for shape in SHAPES
            }))
        for name, measure in rounds:
            columns.append((name, [measure()]))
        for (name, measure), (_, seen) in zip(reversed(rounds), reversed(columns)):
            seen.append(measure())
    print(f"load average {os.getloadavg()[0]:.1f}; milliseconds, the best of {2 * args.runs} or more")
    print("tokens batch " + " ".join(f"{name:>10}" for name, _ in columns))
    for shape in SHAPES:
        cells = [min(seen.get(shape, float("nan")) for seen in runs) for _, runs in columns]
        print(f"{shape[0]:6} {shape[1]:5} " + " ".join(f"{cell:10.2f}" for cell in cells))


if __name__ == "__main__":
    main()
