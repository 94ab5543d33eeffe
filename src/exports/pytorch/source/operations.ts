/** What a block chooses from, by the names that its decisions use. */
export const OPERATIONS_SOURCE = `
class SeparableStep(nn.Module):
    """ReLU, depthwise convolution, 1 x 1 convolution, batch norm."""

    def __init__(self, channels, filters, size, stride):
        super().__init__()
        self.depthwise = Conv2d(channels, channels, size, stride, groups=channels)
        self.pointwise = Conv2d(channels, filters, 1)
        self.norm = BatchNorm(filters)

    def forward(self, x):
        return self.norm(self.pointwise(self.depthwise(F.relu(x))))


class Separable(nn.Module):
    """Applied twice; the first has the stride."""

    def __init__(self, channels, filters, stride, size):
        super().__init__()
        self.first = SeparableStep(channels, filters, size, stride)
        self.second = SeparableStep(filters, filters, size, 1)

    def forward(self, x):
        return self.second(self.first(x))


class Factorized(nn.Module):
    """1 x k with the stride along the width, then k x 1 with that along the height."""

    def __init__(self, channels, filters, stride, size):
        super().__init__()
        self.wide = ReluConvNorm(channels, filters, (1, size), (1, stride))
        self.tall = ReluConvNorm(filters, filters, (size, 1), (stride, 1))

    def forward(self, x):
        return self.tall(self.wide(x))


class Pool(nn.Module):
    """A pool keeps its channels: where they are not the cell's filters, a 1 x 1 convolution follows."""

    def __init__(self, channels, filters, stride, pool, size):
        super().__init__()
        self.pool, self.size, self.stride = pool, size, stride
        self.project = nn.Identity() if channels == filters else ConvNorm(channels, filters)

    def forward(self, x):
        return self.project(self.pool(x, self.size, self.stride))


def identity(channels, filters, stride):
    """The state as it is; a 1 x 1 convolution where its size or channels differ."""
    return nn.Identity() if channels == filters and stride == 1 else ReluConvNorm(channels, filters, 1, stride)


# Each makes a module from (channels that it reads, filters of the cell, stride).
OPERATIONS = {
    "identity": identity,
    "conv_1x7_7x1": partial(Factorized, size=7),
    "avgpool_3x3": partial(Pool, pool=average_pool, size=3),
    "maxpool_5x5": partial(Pool, pool=max_pool, size=5),
    "conv_1x1": lambda channels, filters, stride: ReluConvNorm(channels, filters, 1, stride),
    "sepconv_3x3": partial(Separable, size=3),
    "sepconv_7x7": partial(Separable, size=7),
    "conv_1x3_3x1": partial(Factorized, size=3),
    "dilconv_3x3": lambda channels, filters, stride: ReluConvNorm(channels, filters, 3, stride, rate=2),
    "maxpool_3x3": partial(Pool, pool=max_pool, size=3),
    "maxpool_7x7": partial(Pool, pool=max_pool, size=7),
    "conv_3x3": lambda channels, filters, stride: ReluConvNorm(channels, filters, 3, stride),
    "sepconv_5x5": partial(Separable, size=5),
    "dilconv_5x5": lambda channels, filters, stride: ReluConvNorm(channels, filters, 5, stride, rate=2),
}
`;
