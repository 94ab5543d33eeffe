"""PyTorch's side of `npm run -s bench -- --torch-maps`: what a trained child says of images, and every map on the way.

Reads one JSON object from standard input: `graph` (a LayerGraph), `weights` (by parameter name, base64 of 32-bit floats),
`images` (their number) and `pixels` (base64, NHWC, normalised), `layers` (ids). Writes one JSON line that describes PyTorch,
then one for each layer: `layer` and `values` (base64, NHWC).
"""

import base64
import json
import sys

import numpy as np
import torch
from torch import nn

from torchChild import Padded, module


def floats(text):
    return torch.from_numpy(np.frombuffer(base64.b64decode(text), dtype="<f4").copy())


def fill(layer, made, weights, shape):
    """Puts a layer's parameters into its module: kernels are [height, width, in, out], dense ones [in, out]."""
    own = lambda role: weights[f"{layer['id']}/{role}"]
    inner = made.inner if isinstance(made, Padded) else made
    with torch.no_grad():
        if isinstance(inner, nn.Conv2d):
            height, width = layer["kernel"]
            if layer["kind"] == "depthwiseConv2d":
                kernel = own("kernel").reshape(height, width, shape[2], 1).permute(2, 3, 0, 1)
            else:
                kernel = own("kernel").reshape(height, width, shape[2], layer["shape"][2]).permute(3, 2, 0, 1)
            inner.weight.copy_(kernel)
        elif isinstance(inner, nn.BatchNorm2d):
            inner.weight.copy_(own("gamma"))
            inner.bias.copy_(own("beta"))
            inner.running_mean.copy_(own("mean"))
            inner.running_var.copy_(own("variance"))
        elif isinstance(inner, nn.Linear):
            inner.weight.copy_(own("kernel").reshape(shape[2], layer["shape"][2]).T)
            inner.bias.copy_(own("bias"))
    return made.eval()


def outputs(graph, weights, x):
    """Every layer's output by running statistics, NCHW, one layer after the other."""
    values = []
    for layer in graph["layers"]:
        kind, inputs = layer["kind"], [values[i] for i in layer["inputs"]]
        shapes = [graph["layers"][i]["shape"] for i in layer["inputs"]]
        if kind == "input":
            value = x
        elif kind == "add":
            value = sum(inputs[1:], inputs[0])
        elif kind == "concat":
            value = torch.cat(inputs, 1)
        elif kind == "globalAvgPool":
            value = inputs[0].mean((2, 3))
        else:
            made = fill(layer, module(layer, shapes), weights, shapes[0])
            value = made(inputs[0])
        values.append(value)
    return values


def main():
    job = json.load(sys.stdin)
    graph = job["graph"]
    height, width, channels = graph["input"]
    weights = {name: floats(text) for name, text in job["weights"].items()}
    pixels = floats(job["pixels"]).reshape(job["images"], height, width, channels)
    say({"torch": torch.__version__, "device": f"CPU, {torch.get_num_threads()} threads"})
    with torch.no_grad():
        values = outputs(graph, weights, pixels.permute(0, 3, 1, 2).contiguous())
    for layer in job["layers"]:
        value = values[layer]
        if value.dim() == 4:
            value = value.permute(0, 2, 3, 1)
        text = base64.b64encode(value.contiguous().numpy().astype("<f4").tobytes()).decode()
        say({"layer": layer, "values": text})


def say(line):
    print(json.dumps(line), flush=True)


main()
