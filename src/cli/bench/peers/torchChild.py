"""PyTorch's side of `npm run -s bench -- --torch`: a child of the same layers, trained by the same recipe.

Reads one JSON object from standard input: `graph` (a LayerGraph), `batch`, `steps`, `modes`. Writes one JSON line that
describes the device, then one for each mode. Batches are on the device already, normalised and cropped: PyTorch is not asked
to do what our first kernel does.

modes: eager; graph (eager's kernels captured once in a CUDA graph, the update included); compile (torch.compile, captured
likewise).
"""

import json
import math
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from torch import fx, nn

MOMENTUM, DECAY, CLIP, RATE = 0.9, 5e-4, 5.0, 0.01


def same(size, kernel, stride, rate=1):
    """TensorFlow's SAME padding of one axis, before and after."""
    reach = (kernel - 1) * rate + 1
    total = max((math.ceil(size / stride) - 1) * stride + reach - size, 0)
    return total // 2, total - total // 2


class Padded(nn.Module):
    """`inner` behind the padding that it cannot do itself, of another number before than after."""

    def __init__(self, inner, rows, columns, value):
        super().__init__()
        self.inner, self.pads, self.value = inner, [*columns, *rows], value

    def forward(self, x):
        return self.inner(F.pad(x, self.pads, value=self.value))


class CountedAverage(nn.Module):
    """An average pool that does not count its padding, where that is uneven."""

    def __init__(self, size, stride, rows, columns, height, width):
        super().__init__()
        self.pads, self.size, self.stride = [*columns, *rows], size, stride
        counts = F.avg_pool2d(F.pad(torch.ones(1, 1, height, width), self.pads), size, stride)
        self.register_buffer("scale", 1 / counts)

    def forward(self, x):
        return F.avg_pool2d(F.pad(x, self.pads), self.size, self.stride) * self.scale


class Subsample(nn.Module):
    """Every second pixel from `offset`; beyond the far edge zeros enter."""

    def __init__(self, offset):
        super().__init__()
        self.offset = offset

    def forward(self, x):
        if self.offset:
            x = F.pad(x[:, :, 1:, 1:], (0, 1, 0, 1))
        return x[:, :, ::2, ::2]


def window(layer, shape):
    """Kernel, stride and rate of each axis, and its padding before and after."""
    kernel = layer["kernel"] if "kernel" in layer else [layer["size"]] * 2
    strides = layer["strides"] if "strides" in layer else [layer["stride"]] * 2
    rate = layer.get("rate", 1)
    if layer.get("padding") == "valid":
        return kernel, strides, rate, [(0, 0), (0, 0)]
    return kernel, strides, rate, [same(shape[i], kernel[i], strides[i], rate) for i in (0, 1)]


def padded(make, pads, value=0.0):
    """make(padding), with the padding inside where it is even, which is faster."""
    rows, columns = pads
    if rows[0] == rows[1] and columns[0] == columns[1]:
        return make((rows[0], columns[0]))
    return Padded(make((0, 0)), rows, columns, value)


def module(layer, shapes):
    """The module of a layer that reads maps of `shapes`; None where it is a function of them."""
    kind, shape = layer["kind"], shapes[0] if shapes else None
    if kind in ("conv2d", "depthwiseConv2d"):
        kernel, strides, rate, pads = window(layer, shape)
        groups = shape[2] if kind == "depthwiseConv2d" else 1
        out = layer["shape"][2]
        return padded(
            lambda padding: nn.Conv2d(shape[2], out, kernel, strides, padding, rate, groups, bias=False), pads
        )
    if kind == "batchNorm":
        return nn.BatchNorm2d(shape[2], eps=layer["epsilon"], momentum=1 - layer["decay"])
    if kind == "relu":
        return nn.ReLU()
    if kind == "maxPool":
        kernel, strides, _, pads = window(layer, shape)
        return padded(lambda padding: nn.MaxPool2d(kernel, strides, padding), pads, -math.inf)
    if kind == "avgPool":
        kernel, strides, _, (rows, columns) = window(layer, shape)
        if rows[0] == rows[1] and columns[0] == columns[1]:
            return nn.AvgPool2d(kernel, strides, (rows[0], columns[0]), count_include_pad=False)
        return CountedAverage(kernel, strides, rows, columns, shape[0], shape[1])
    if kind == "dense":
        return nn.Linear(shape[2], layer["shape"][2])
    if kind == "subsample":
        return Subsample(layer["offset"])
    if kind == "dropout":
        return nn.Dropout(layer["rate"])
    if kind == "dropPath":
        return nn.Identity()
    return None


def build(graph):
    """The child as straight code: one call a layer."""
    modules, code, values = nn.ModuleDict(), fx.Graph(), []
    for layer in graph["layers"]:
        kind, inputs = layer["kind"], [values[i] for i in layer["inputs"]]
        made = module(layer, [graph["layers"][i]["shape"] for i in layer["inputs"]])
        if kind == "input":
            value = code.placeholder("x")
        elif made is not None:
            name = f"layer{layer['id']}"
            modules[name] = made
            value = code.call_module(name, (inputs[0],))
        elif kind == "add":
            value = inputs[0]
            for other in inputs[1:]:
                value = code.call_function(torch.add, (value, other))
        elif kind == "concat":
            value = code.call_function(torch.cat, (inputs, 1))
        elif kind == "globalAvgPool":
            value = code.call_function(torch.mean, (inputs[0], (2, 3)))
        else:
            raise ValueError(f"no module for a layer of kind {kind}")
        values.append(value)
    code.output(values[graph["logits"]])
    child = fx.GraphModule(modules, code)
    for layer in child.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight)
    return child


class Trainer:
    """One step: loss, gradients, decay of kernels, clipping by the global norm, Nesterov's update."""

    def __init__(self, graph, batch, device, compiled):
        torch.manual_seed(1)
        self.child = build(graph).to(device).train()
        self.run = torch.compile(self.child) if compiled else self.child
        height, width, channels = graph["input"]
        self.images = torch.randn(batch, channels, height, width, device=device)
        self.labels = torch.randint(graph["classes"], (batch,), device=device)
        self.parameters = list(self.child.parameters())
        self.kernels = [p for p in self.parameters if p.dim() > 1]
        fused = {"fused": True} if device.type == "cuda" else {}
        self.optimiser = torch.optim.SGD(self.parameters, lr=RATE, momentum=MOMENTUM, nesterov=True, **fused)
        self.loss = None

    def step(self):
        self.optimiser.zero_grad(set_to_none=True)
        self.loss = F.cross_entropy(self.run(self.images), self.labels)
        self.loss.backward()
        decayed = [p for p in self.kernels if p.grad is not None]  # not those of an auxiliary head that nobody asked for
        torch._foreach_add_([p.grad for p in decayed], [p.detach() for p in decayed], alpha=DECAY)
        nn.utils.clip_grad_norm_(self.parameters, CLIP)
        self.optimiser.step()


def capture(step):
    """A replay of `step` as one CUDA graph, warmed up on a side stream as PyTorch's notes ask."""
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def median_ms(call, steps, synchronise):
    """Median time of a call: of groups without a wait inside, each long enough for the clock."""
    for _ in range(3):
        call()
    synchronise()
    began = time.perf_counter()
    call()
    synchronise()
    size = max(1, math.ceil(0.1 / (time.perf_counter() - began)))
    times = []
    for _ in range(steps):
        began = time.perf_counter()
        for _ in range(size):
            call()
        synchronise()
        times.append(1000 * (time.perf_counter() - began) / size)
    return statistics.median(times)


def ceilings(device):
    """Measured rates of the device: multiply-adds a second in f32, and bytes a second (read and written) of a copy."""
    if device.type != "cuda":
        return {}
    tf32 = torch.backends.cuda.matmul.allow_tf32
    torch.backends.cuda.matmul.allow_tf32 = False
    size = 8192
    a, b = torch.randn(2, size, size, device=device)
    product = median_ms(lambda: torch.mm(a, b), 5, torch.cuda.synchronize)
    torch.backends.cuda.matmul.allow_tf32 = tf32
    source = torch.randn(2**29, device=device)
    target = torch.empty_like(source)
    copy = median_ms(lambda: target.copy_(source), 5, torch.cuda.synchronize)
    return {
        "multiplyAddsPerSecond": size**3 / product * 1000,
        "bytesPerSecond": 2 * 4 * source.numel() / copy * 1000,
    }


def main():
    job = json.load(sys.stdin)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    synchronise = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    name = torch.cuda.get_device_name() if device.type == "cuda" else f"CPU, {torch.get_num_threads()} threads"
    rates = {}
    if job.get("ceilings"):
        try:
            rates = ceilings(device)
        except RuntimeError as error:  # a card with too little memory left
            print(f"No rates of the device: {str(error).splitlines()[0]}", flush=True)
    say({"torch": torch.__version__, "device": name, **rates})
    for mode in job["modes"]:
        if mode != "eager" and device.type != "cuda":
            say({"mode": mode, "reason": "needs CUDA"})
            continue
        began = time.perf_counter()
        try:
            trainer = Trainer(job["graph"], job["batch"], device, mode == "compile")
            call = trainer.step if mode == "eager" else capture(trainer.step)
            step_ms = median_ms(call, job["steps"], synchronise)
        except RuntimeError as error:
            say({"mode": mode, "reason": str(error).splitlines()[0]})
            continue
        trainable = sum(p.numel() for p in trainer.parameters)
        seconds = time.perf_counter() - began
        finite = bool(torch.isfinite(trainer.loss))
        say({"mode": mode, "stepMs": step_ms, "trainable": trainable, "finite": finite, "seconds": seconds})


def say(line):
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
