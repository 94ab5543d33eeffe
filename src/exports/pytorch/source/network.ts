/** Blocks, cells, and the network of them (NASNET.md's rules; sizes are those of square maps). */
export const NETWORK = `
class Block(nn.Module):
    """Two operations on two hidden states, and what combines them."""

    def __init__(self, decisions, channels, filters, reduces):
        super().__init__()
        first, second, left, right, self.combiner = decisions
        self.inputs = first, second
        self.drops = left != "identity", right != "identity"

        def operation(name, state):
            return OPERATIONS[name](channels[state], filters, 2 if reduces and state < 2 else 1)

        self.left = operation(left, first)
        self.right = operation(right, second)
        self.channels = filters if self.combiner == "add" else 2 * filters

    def forward(self, states, dropping):
        left = self.left(states[self.inputs[0]])
        right = self.right(states[self.inputs[1]])
        left = drop_path(left, dropping) if self.drops[0] else left
        right = drop_path(right, dropping) if self.drops[1] else right
        return left + right if self.combiner == "add" else torch.cat([left, right], 1)


class Cell(nn.Module):
    """What enters and leaves is described by (channels, size); the first cell of a network has no previous one."""

    def __init__(self, cell, filters, reduces, entering, previous=None):
        super().__init__()
        channels, size = entering
        self.input = ReluConvNorm(channels, filters)
        self.previous, self.reduces_previous = None, False
        if previous is None:
            second = channels
        elif previous[1] != size:
            self.previous, self.reduces_previous, second = FactorizedReduction(previous[0], filters), True, filters
        elif previous[0] != filters:
            self.previous, second = ReluConvNorm(previous[0], filters), filters
        else:
            second = filters
        states = [filters, second]
        self.blocks = nn.ModuleList()
        for decisions in cell["blocks"]:
            self.blocks.append(Block(decisions, states, filters, reduces))
            states.append(self.blocks[-1].channels)
        self.size = math.ceil(size / 2) if reduces else size
        # Hidden states 0 and 1 are brought to the blocks' size and filters before they are joined with them.
        self.outputs = nn.ModuleDict()
        for state in cell["output"]:
            if state < 2 and self.size != size:
                self.outputs[str(state)] = FactorizedReduction(states[state], filters)
            elif state < 2 and states[state] != filters:
                self.outputs[str(state)] = ConvNorm(states[state], filters)
        self.output = cell["output"]
        self.channels = sum(filters if state < 2 else states[state] for state in self.output)

    def forward(self, x, previous, dropping):
        if self.previous is not None:
            previous = self.previous(F.relu(previous) if self.reduces_previous else previous)
        states = [self.input(x), previous]
        for block in self.blocks:
            states.append(block(states, dropping))
        matched = [self.outputs[str(i)](states[i]) if str(i) in self.outputs else states[i] for i in self.output]
        return torch.cat(matched, 1)


class Stem(nn.Module):
    """CIFAR: SAME, stride 1, three times the filters. ImageNet: VALID, stride 2."""

    def __init__(self):
        super().__init__()
        if SETTING == "cifar":
            self.conv, self.channels, self.size = Conv2d(3, 3 * FILTERS, 3), 3 * FILTERS, SIZE
        else:
            self.conv = nn.Conv2d(3, STEM_FILTERS, 3, 2, bias=False)
            self.channels, self.size = STEM_FILTERS, (SIZE - 3) // 2 + 1
        self.norm = BatchNorm(self.channels)

    def forward(self, x):
        return self.norm(self.conv(x))


class AuxiliaryHead(nn.Module):
    """Class scores of the map before the second reduction: a part of training alone."""

    def __init__(self, channels, size):
        super().__init__()
        self.narrow = ConvNorm(channels, 128)
        self.conv = nn.Conv2d(128, 768, (size - 5) // 3 + 1, bias=False)
        self.norm = BatchNorm(768)
        self.classifier = nn.Linear(768, CLASSES)

    def forward(self, x):
        x = F.relu(self.narrow(F.avg_pool2d(F.relu(x), 5, 3)))
        return self.classifier(F.relu(self.norm(self.conv(x))).flatten(1))


class Network(nn.Module):
    def __init__(self, auxiliary=AUXILIARY):
        super().__init__()
        self.stem = Stem()
        self.cells = nn.ModuleList()
        # What each cell takes as its previous one: an index into the outputs of the stem and of all cells.
        self.previous = []
        made = [(self.stem.channels, self.stem.size)]

        def append(cell, filters, previous=None):
            index = len(made) - 2 if previous is None else previous
            self.previous.append(index)
            before = made[index] if index >= 0 else None
            self.cells.append(Cell(cell, filters, cell is REDUCTION, made[-1], before))
            made.append((self.cells[-1].channels, self.cells[-1].size))

        if SETTING == "imagenet":
            append(REDUCTION, FILTERS // 4)
            append(REDUCTION, FILTERS // 2)
        for stage in range(3):
            taken = None
            if stage > 0:
                self.auxiliary_at = len(made) - 1
                taken = len(made) - 2 if SKIP_REDUCTION_INPUT else None
                append(REDUCTION, FILTERS << stage)
            for n in range(N):
                append(NORMAL, FILTERS << stage, taken if n == 0 else None)

        self.dropout = nn.Dropout(0.5 if SETTING == "imagenet" else 0.0)
        self.classifier = nn.Linear(made[-1][0], CLASSES)
        self.auxiliary = None
        if auxiliary:
            if made[self.auxiliary_at][1] < 5:
                raise ValueError("The map before the second reduction is too small for the auxiliary head.")
            self.auxiliary = AuxiliaryHead(*made[self.auxiliary_at])
        # ScheduledDropPath: what the last cell's paths are dropped with; the training loop raises it.
        self.drop_path = 0.0
        self.apply(initialise)

    def forward(self, images):
        """Class scores before softmax of normalised images, NCHW."""
        return self.scores(images)[0]

    def scores(self, images):
        """Those of the head, and those of the auxiliary head while training, where there is one."""
        outputs = [self.stem(images)]
        for number, (cell, previous) in enumerate(zip(self.cells, self.previous), 1):
            dropping = self.drop_path * number / len(self.cells) if self.training else 0.0
            outputs.append(cell(outputs[-1], outputs[max(previous, 0)], dropping))
        scores = self.classifier(self.dropout(F.relu(outputs[-1]).mean((2, 3))))
        if self.auxiliary is None or not self.training:
            return scores, None
        return scores, self.auxiliary(outputs[self.auxiliary_at])


def initialise(module):
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight)
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, 0, module.in_features**-0.5)
        nn.init.zeros_(module.bias)
`;
