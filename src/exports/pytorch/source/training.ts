import { cifar10 } from '../../../data/cifar10/info.ts';

/** The paper's CIFAR recipe, and the command. */
export const TRAINING = `
# The recipe for CIFAR-10 in full. All 50,000 training images train, and none is held out: NAS Playground's own full
# training keeps 5,000 of them for its curve and trains on 45,000. Padding and cutout are those of 32 pixels, and of
# other sizes in proportion.
EPOCHS = 600
BATCH = 32
LEARNING_RATE = 0.025  # of the first step; one cosine takes it to 0
MOMENTUM = 0.9  # Nesterov's
WEIGHT_DECAY = 5e-4  # of kernels alone
CLIP_NORM = 5.0
KEEP_PROBABILITY = 0.6  # ScheduledDropPath: of the last cell's paths, at the end
AUXILIARY_WEIGHT = 0.4
CROP_PADDING = SIZE // 8
CUTOUT = SIZE // 2
CIFAR10_CLASSES = [${cifar10.classes.map((name) => JSON.stringify(name)).join(', ')}]


def augment(images):
    """Crop of the padded image, flip, and a square of zeros, each drawn for every image of its own."""
    count, _, size, _ = images.shape
    steps = torch.arange(size, device=images.device)

    def draw(below):
        return torch.randint(below, (count, 1), device=images.device)

    def outside(centre):
        return (steps < centre - CUTOUT // 2) | (steps >= centre - CUTOUT // 2 + CUTOUT)

    rows = draw(2 * CROP_PADDING + 1) + steps
    columns = draw(2 * CROP_PADDING + 1) + torch.where(draw(2) == 1, size - 1 - steps, steps)
    image = torch.arange(count, device=images.device)[:, None, None]
    padded = F.pad(images, [CROP_PADDING] * 4)
    cropped = padded[image, :, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)
    kept = outside(draw(size))[:, None, :, None] | outside(draw(size))[:, None, None, :]
    return cropped * kept


class Training:
    """One network, its optimiser, and how far both have come. Images are bytes, NCHW."""

    def __init__(self, network, images, labels, epochs=EPOCHS, seed=1):
        if len(images) < BATCH:
            raise ValueError(f"{len(images)} images are fewer than one batch of {BATCH}.")
        self.network, self.images, self.labels = network, images, labels
        self.epochs, self.seed = epochs, seed
        self.parameters = list(network.parameters())
        self.kernels = [p for p in self.parameters if p.dim() > 1]
        self.optimiser = torch.optim.SGD(self.parameters, lr=LEARNING_RATE, momentum=MOMENTUM, nesterov=True)
        self.epoch = 0

    def step(self, step, images, labels):
        """Loss and right answers of one batch."""
        steps = self.epochs * (len(self.images) // BATCH)
        self.network.drop_path = (1 - KEEP_PROBABILITY) * step / steps
        for group in self.optimiser.param_groups:
            group["lr"] = LEARNING_RATE * (1 + math.cos(math.pi * step / steps)) / 2
        self.optimiser.zero_grad(set_to_none=True)
        scores, auxiliary = self.network.scores(augment(normalise(images)))
        loss = total = F.cross_entropy(scores, labels)
        if auxiliary is not None:
            total = loss + AUXILIARY_WEIGHT * F.cross_entropy(auxiliary, labels)
        total.backward()
        for kernel in self.kernels:
            if kernel.grad is not None:
                kernel.grad.add_(kernel.detach(), alpha=WEIGHT_DECAY)
        nn.utils.clip_grad_norm_(self.parameters, CLIP_NORM)
        self.optimiser.step()
        return loss.detach(), (scores.argmax(1) == labels).sum()

    def train_epoch(self):
        """(mean loss, accuracy) while training."""
        self.network.train()
        torch.manual_seed((self.seed << 16) + self.epoch)  # so that a resumed training draws the same
        batches = len(self.images) // BATCH
        order = torch.randperm(len(self.images), device=self.images.device)[: batches * BATCH]
        loss, right = 0.0, 0
        for number, batch in enumerate(order.split(BATCH)):
            of_batch = self.step(self.epoch * batches + number, self.images[batch], self.labels[batch])
            loss, right = loss + of_batch[0], right + of_batch[1]
        self.epoch += 1
        return float(loss) / batches, int(right) / (batches * BATCH)

    def keep(self, file):
        # Of the optimiser the momentum alone: with floats in it, PyTorch 1.13 refuses to read a file by weights_only.
        state = {
            "network": self.network.state_dict(),
            "momentum": self.optimiser.state_dict()["state"],
            "epoch": self.epoch,
            "epochs": self.epochs,
            "seed": self.seed,
            "described": self.described(),
        }
        torch.save(state, f"{file}.part")
        os.replace(f"{file}.part", file)

    def described(self):
        return json.dumps(described(self.network.auxiliary is not None))

    def resume(self, file):
        try:
            state = torch.load(file, map_location="cpu", weights_only=True)
            kept = {name: state[name] for name in ("network", "momentum", "epoch", "epochs", "seed", "described")}
        except OSError:
            raise
        except Exception as error:  # of many classes, which torch.load does not document
            raise ValueError(f"{file} is damaged, or is no checkpoint of --train.") from error
        if kept["described"] != self.described():
            raise ValueError(f"{file} holds the training of another network than this model.py's.")
        for name in ("epochs", "seed"):
            if kept[name] != getattr(self, name):
                raise ValueError(f"{file} was begun with --{name} {kept[name]}: give the same.")
        self.network.load_state_dict(kept["network"])
        self.optimiser.load_state_dict({**self.optimiser.state_dict(), "state": kept["momentum"]})
        self.epoch = kept["epoch"]


@torch.no_grad()
def evaluate(network, images, labels):
    """The share of images that are classified right, by running statistics."""
    network.eval()
    pairs = zip(images.split(100), labels.split(100))
    return sum(int((network(normalise(x)).argmax(1) == y).sum()) for x, y in pairs) / len(images)


def cifar10(folder, train, device):
    """(images, labels) of CIFAR-10 at the network's size."""
    try:
        from torchvision.datasets import CIFAR10
    except ImportError:
        raise SystemExit("CIFAR-10 comes with torchvision, which this Python lacks: install it.") from None
    if CLASSES != 10:
        raise SystemExit(f"This network has {CLASSES} classes, and CIFAR-10 ten: it needs images of its own.")
    if CLASS_NAMES != CIFAR10_CLASSES:
        raise SystemExit("CLASS_NAMES are not CIFAR-10's classes in their order: this network needs images of its own.")
    data = CIFAR10(folder, train=train, download=True)
    images = torch.from_numpy(data.data).permute(0, 3, 1, 2).contiguous()
    if SIZE != images.shape[2]:
        scaled = [F.interpolate(part.float(), (SIZE, SIZE), mode="area") for part in images.split(1000)]
        images = torch.cat(scaled).round().to(torch.uint8)
    return images.to(device), torch.tensor(data.targets).to(device)


def say_accuracy(accuracy, count):
    deviation = math.sqrt(accuracy * (1 - accuracy) / count)
    print(f"Test accuracy {100 * accuracy:.2f} % of {count} images (standard error {100 * deviation:.2f})")


def main():
    parser = argparse.ArgumentParser(description="Counts the network's parameters, trains it or measures it.")
    parser.add_argument("--train", action="store_true", help="train from scratch on CIFAR-10's 50,000 training images")
    parser.add_argument("--evaluate", metavar="FILE", help="measure these weights on CIFAR-10's test images")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default="data", help="the folder of CIFAR-10; downloaded where it is missing")
    parser.add_argument("--out", default="trained.safetensors", help="where the trained weights go")
    parser.add_argument("--resume", metavar="FILE", help="go on from a checkpoint, OUT.checkpoint")
    chosen = parser.parse_args()
    if chosen.epochs < 1:
        parser.error("--epochs must be at least 1")
    if chosen.evaluate and chosen.train:
        parser.error("--evaluate measures and --train trains: give one of them")
    if chosen.resume and not chosen.train:
        parser.error("--resume goes on with a training: give --train too")
    folder = os.path.dirname(os.path.abspath(chosen.out))
    if chosen.train and not os.path.isdir(folder):
        parser.error(f"--out {chosen.out}: there is no folder {folder}; make it first")
    if chosen.train and os.path.isdir(chosen.out):
        parser.error(f"--out {chosen.out} is a folder: name a file")
    checkpoint = f"{chosen.out}.checkpoint"
    if chosen.train and not chosen.resume and os.path.exists(checkpoint):
        parser.error(f"{checkpoint} is of an earlier training: go on with it by --resume, or give another --out")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if chosen.evaluate:
        images, labels = cifar10(chosen.data, False, device)
        say_accuracy(evaluate(load(chosen.evaluate).to(device), images, labels), len(images))
        return
    torch.manual_seed(chosen.seed)
    try:
        network = Network(auxiliary=AUXILIARY or chosen.train)
    except ValueError as error:
        print(f"{error} It is left out.")
        network = Network(auxiliary=False)
    trainable = sum(p.numel() for p in network.parameters())
    statistics = sum(b.numel() for b in network.buffers())
    print(f"{trainable:,} trainable parameters, {statistics:,} running statistics")
    if not chosen.train:
        return
    images, labels = cifar10(chosen.data, True, device)
    training = Training(network.to(device), images, labels, chosen.epochs, chosen.seed)
    if chosen.resume:
        training.resume(chosen.resume)
    while training.epoch < chosen.epochs:
        began = time.time()
        loss, accuracy = training.train_epoch()
        took = time.time() - began
        print(f"epoch {training.epoch}: loss {loss:.4f}, accuracy {100 * accuracy:.2f} %, {took:.0f} s", flush=True)
        training.keep(checkpoint)
        if not math.isfinite(loss):
            raise SystemExit("The loss is no number any more: try another --seed.")
    save(network, chosen.out)
    test_images, test_labels = cifar10(chosen.data, False, device)
    say_accuracy(evaluate(network, test_images, test_labels), len(test_images))
    print(f"Weights are in {chosen.out}")


if __name__ == "__main__":
    try:
        main()
    except (ValueError, OSError) as error:
        raise SystemExit(str(error)) from None
`;
