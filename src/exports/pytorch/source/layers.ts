/** Layers that PyTorch has in other forms: TensorFlow's padding and running variances, ScheduledDropPath. */
export const LAYERS = `
def same_padding(size, kernel, stride, rate):
    """Pixels before and after one axis as TensorFlow's SAME counts them: an odd one more comes after."""
    total = max((math.ceil(size / stride) - 1) * stride + (kernel - 1) * rate + 1 - size, 0)
    return total // 2, total - total // 2


def pad_same(x, kernel, stride, value=0.0):
    rows = same_padding(x.shape[2], kernel, stride, 1)
    columns = same_padding(x.shape[3], kernel, stride, 1)
    return F.pad(x, (*columns, *rows), value=value)


def max_pool(x, size, stride):
    """Padding is never picked."""
    return F.max_pool2d(pad_same(x, size, stride, -math.inf), size, stride)


def average_pool(x, size, stride):
    """Padding is not counted."""
    inside = pad_same(torch.ones_like(x[:1, :1]), size, stride)
    return F.avg_pool2d(pad_same(x, size, stride), size, stride) / F.avg_pool2d(inside, size, stride)


def drop_path(x, probability):
    """Zeroes whole examples of a path, and scales those that are left."""
    if probability == 0:
        return x
    kept = torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= probability
    return x * kept / (1 - probability)


class Conv2d(nn.Conv2d):
    """SAME, without bias."""

    def __init__(self, channels, filters, kernel, stride=1, rate=1, groups=1):
        super().__init__(channels, filters, kernel, stride, 0, rate, groups, bias=False)

    def forward(self, x):
        kernel, stride, rate = self.kernel_size, self.stride, self.dilation
        top, bottom = same_padding(x.shape[2], kernel[0], stride[0], rate[0])
        left, right = same_padding(x.shape[3], kernel[1], stride[1], rate[1])
        padding = (top, left)
        if top != bottom or left != right:  # of other numbers at both ends, which a convolution cannot do itself
            x, padding = F.pad(x, (left, right, top, bottom)), 0
        return F.conv2d(x, self.weight, None, stride, padding, rate, self.groups)


class BatchNorm(nn.Module):
    """nn.BatchNorm2d with TensorFlow's running variance, which is biased, and without a count of batches."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        if not self.training:
            return F.batch_norm(
                x, self.running_mean, self.running_var, self.weight, self.bias, eps=BATCH_NORM_EPSILON
            )
        mean, variance = torch.zeros_like(self.running_mean), torch.zeros_like(self.running_var)
        y = F.batch_norm(x, mean, variance, self.weight, self.bias, True, 1.0, BATCH_NORM_EPSILON)
        count = x.numel() // x.shape[1]
        self.running_mean.lerp_(mean, 1 - BATCH_NORM_DECAY)
        self.running_var.lerp_(variance * (count - 1) / count, 1 - BATCH_NORM_DECAY)
        return y


class ConvNorm(nn.Module):
    def __init__(self, channels, filters, kernel=1, stride=1, rate=1):
        super().__init__()
        self.conv = Conv2d(channels, filters, kernel, stride, rate)
        self.norm = BatchNorm(filters)

    def forward(self, x):
        return self.norm(self.conv(x))


class ReluConvNorm(ConvNorm):
    def forward(self, x):
        return super().forward(F.relu(x))


class FactorizedReduction(nn.Module):
    """Halves a map without dropping a pixel: even ones give the first half of the filters, odd ones the second."""

    def __init__(self, channels, filters):
        super().__init__()
        self.even = Conv2d(channels, filters // 2, 1) if filters > 1 else None
        self.odd = Conv2d(channels, filters - filters // 2, 1)
        self.norm = BatchNorm(filters)

    def forward(self, x):
        # Of the map shifted by one pixel; zeros enter at the far edge.
        halves = [self.odd(F.pad(x, (-1, 1, -1, 1))[:, :, ::2, ::2])]
        if self.even is not None:
            halves.insert(0, self.even(x[:, :, ::2, ::2]))
        return self.norm(torch.cat(halves, 1))
`;
