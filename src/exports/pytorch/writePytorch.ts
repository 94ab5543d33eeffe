import type { WeightsOrigin } from '../../codecs/origin.ts';
import { type Architecture, type Cell, outputStates } from '../../space/architecture.ts';
import type { ExportedChild, ExportedFile, ExportedImages, ExportedNetwork } from '../exported.ts';
import { FILES } from './source/files.ts';
import { LAYERS } from './source/layers.ts';
import { NETWORK } from './source/network.ts';
import { OPERATIONS_SOURCE } from './source/operations.ts';
import { TRAINING } from './source/training.ts';
import { writeWeights } from './weightsFile.ts';

/**
 * A module of PyTorch and its weights: `model.py`, which says the cells as data and builds the network of them, and
 * `weights.safetensors`. `model.load("weights.safetensors")` answers the module in eval mode.
 */
export function writePytorch(child: ExportedChild, origin?: WeightsOrigin): readonly ExportedFile[] {
  return [
    { path: 'model.py', bytes: new TextEncoder().encode(modelSource(child)) },
    { path: 'weights.safetensors', bytes: writeWeights(child, origin) },
  ];
}

type Described = Pick<ExportedChild, 'architecture' | 'network' | 'images'>;

function modelSource({ architecture, network, images }: Described): string {
  const parts = [LAYERS, OPERATIONS_SOURCE, NETWORK, FILES, TRAINING].map((part) => part.trim());
  return `${[heading(network), constants(architecture, network, images), ...parts].join('\n\n\n')}\n`;
}

function heading({ setting, cellsPerStage, filters, size, classes }: ExportedNetwork): string {
  const kind = setting === 'cifar' ? 'CIFAR' : 'ImageNet';
  return `"""A network of NASNet's search space (Zoph et al. 2018, arXiv 1707.07012), as NAS Playground exported it.

${kind} setting, N = ${cellsPerStage}, F = ${filters}, images of ${size} x ${size} pixels, ${classes} classes.

    import model
    network = model.load("weights.safetensors")  # in eval mode
    scores = network(model.normalise(pixels))    # of bytes [images, 3, ${size}, ${size}]; before softmax

    python model.py                              # counts its parameters
    python model.py --train                      # trains it from scratch by the paper's recipe on all of CIFAR-10's
                                                 # 50,000 training images; its 10,000 test images measure it at the end

Needs PyTorch, 1.13 or later (1.13 is what it was tried with), and NumPy; CIFAR-10 comes with torchvision. Sizes and paddings are those of TensorFlow.
"""

import argparse
import json
import math
import os
import struct
import time
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn`;
}

function constants(architecture: Architecture, network: ExportedNetwork, images: ExportedImages): string {
  const { setting, cellsPerStage, filters, size, classes, auxiliary } = network;
  const imagenet = setting === 'imagenet';
  const lines = [
    '# A block is: first input, second input, operation on the first, operation on the second, what combines them. Inputs',
    '# are hidden states: 0 is the output of the cell before, 1 that of the cell before it, b + 2 what block b makes. The',
    '# states of "output" are joined, channel by channel, to what the cell makes.',
    `NORMAL = ${cellSource(architecture.normal)}`,
    `REDUCTION = ${cellSource(architecture.reduction)}`,
    '',
    `SETTING = ${quote(setting)}`,
    `N = ${cellsPerStage}  # normal cells in each of the three stages`,
    `FILTERS = ${filters}  # of the first stage; they double at each reduction`,
    `SIZE = ${size}  # of the images, in pixels`,
    `CLASSES = ${classes}`,
    `AUXILIARY = ${flag(auxiliary)}  # whether there is an auxiliary head, which is used while training alone`,
    `STEM_FILTERS = ${imagenet ? (network.stemFilters ?? 32) : 'None'}  # of ImageNet's alone`,
    `# Whether the first cell after a reduction takes what the reduction took as the output of the cell before the last.`,
    `SKIP_REDUCTION_INPUT = ${flag(imagenet && (network.skipReductionInput ?? false))}`,
    `BATCH_NORM_DECAY, BATCH_NORM_EPSILON = ${imagenet ? '0.9997, 1e-3' : '0.9, 1e-5'}`,
    '',
    '# Of pixels from 0 to 1, channel by channel.',
    `MEAN = [${images.mean.join(', ')}]`,
    `DEVIATION = [${images.deviation.join(', ')}]`,
    `CLASS_NAMES = ${images.classNames === undefined ? 'None' : `[${images.classNames.map(quote).join(', ')}]`}`,
  ];
  return lines.join('\n');
}

function cellSource(cell: Cell): string {
  const rows = cell.blocks.map(({ inputs, operations, combiner }) => {
    const names = [...operations, combiner].map(quote);
    return `        (${[...inputs, ...names].join(', ')}),\n`;
  });
  return `{\n    "blocks": [\n${rows.join('')}    ],\n    "output": [${outputStates(cell).join(', ')}],\n}`;
}

/** JSON's strings are Python's. */
const quote = (text: string): string => JSON.stringify(text);
const flag = (value: boolean): string => (value ? 'True' : 'False');
