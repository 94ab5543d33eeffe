"""What PyTorch makes of exported modules, for the tests: reads a JSON job, says a JSON line for each answer.

scores, of folders: each holds an export and images.bin, bytes [images, height, width, 3].
train, of a folder, labels, batch, epochs, steps: takes so many steps from the exported weights on, on batches in order,
without augmentation and drop path; the weights go to trained.safetensors.
augment, of a folder: which crops and flips explain augmented images; an image that none explains is an error.
resume, of a folder: whether a training that was resumed ends as one that was not.
"""

import importlib.util
import itertools
import json
import os
import sys

import torch

torch.set_num_threads(1)


def imported(folder):
    spec = importlib.util.spec_from_file_location("model", os.path.join(folder, "model.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pixels(folder, size):
    with open(os.path.join(folder, "images.bin"), "rb") as opened:
        data = torch.frombuffer(bytearray(opened.read()), dtype=torch.uint8)
    return data.view(-1, size, size, 3).permute(0, 3, 1, 2)


def scores(folder):
    model = imported(folder)
    network = model.load(os.path.join(folder, "weights.safetensors"))
    with torch.no_grad():
        answer = network(model.normalise(pixels(folder, model.SIZE)))
    again = os.path.join(folder, "again.safetensors")
    model.save(network, again)
    back = model.load(again).state_dict()
    return {
        "scores": answer.flatten().tolist(),
        "trainable": sum(p.numel() for p in network.parameters()),
        "parameters": sum(t.numel() for t in network.state_dict().values()),
        "evaluates": not network.training,
        "same": all(torch.equal(tensor, back[name]) for name, tensor in network.state_dict().items()),
    }


def train(folder, labels, batch, epochs, steps):
    model = imported(folder)
    model.augment, model.KEEP_PROBABILITY, model.BATCH = lambda images: images, 1.0, batch
    network = model.load(os.path.join(folder, "weights.safetensors")).train()
    images = pixels(folder, model.SIZE)
    training = model.Training(network, images, torch.tensor(labels), epochs)
    parts = zip(range(steps), images.split(batch), training.labels.split(batch))
    losses = [float(training.step(number, x, y)[0]) for number, x, y in parts]
    model.save(network, os.path.join(folder, "trained.safetensors"))
    return {"losses": losses}


def augment(folder):
    model = imported(folder)
    size, pad, side = model.SIZE, model.CROP_PADDING, model.CUTOUT
    torch.manual_seed(1)
    images = 1 + torch.rand(60, 3, size, size)

    def explain(image, made):
        padded = torch.zeros(3, size + 2 * pad, size + 2 * pad)
        padded[:, pad : pad + size, pad : pad + size] = image
        for row, column, flip in itertools.product(range(2 * pad + 1), range(2 * pad + 1), (False, True)):
            crop = padded[:, row : row + size, column : column + size]
            crop = torch.stack([crop[:, :, size - 1 - x] for x in range(size)], 2) if flip else crop
            for y, x in itertools.product(range(size), range(size)):
                cut = crop.clone()
                cut[:, max(y - side // 2, 0) : y + side // 2, max(x - side // 2, 0) : x + side // 2] = 0
                if torch.equal(cut, made):
                    return row, column, flip
        raise AssertionError("no crop, flip and cutout give this image")

    draws = [explain(image, made) for image, made in zip(images, model.augment(images))]
    return {name: sorted(set(values)) for name, values in zip(("rows", "columns", "flips"), zip(*draws))}


def resume(folder):
    model = imported(folder)
    model.EPOCHS = 3
    checkpoint = os.path.join(folder, "checkpoint")
    torch.manual_seed(5)
    images = torch.randint(0, 256, (70, 3, model.SIZE, model.SIZE), dtype=torch.uint8)
    labels = torch.arange(70) % model.CLASSES

    def begun():
        torch.manual_seed(3)
        return model.Training(model.Network(), images, labels, epochs=3)

    whole, halted, resumed = begun(), begun(), begun()
    for _ in range(3):
        whole.train_epoch()
    halted.train_epoch()
    halted.keep(checkpoint)
    torch.manual_seed(99)
    resumed.resume(checkpoint)
    while resumed.epoch < 3:
        resumed.train_epoch()
    pairs = zip(whole.network.state_dict().values(), resumed.network.state_dict().values())
    return {"same": all(torch.equal(a, b) for a, b in pairs)}


def main():
    job = json.load(sys.stdin)
    task = job.pop("task")
    if task == "scores":
        for folder in job["folders"]:
            print(json.dumps(scores(folder)), flush=True)
    else:
        print(json.dumps({"train": train, "augment": augment, "resume": resume}[task](**job)), flush=True)


main()
