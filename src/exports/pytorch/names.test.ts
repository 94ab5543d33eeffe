import { describe, expect, test } from 'vitest';
import { graphParameters } from '../../network/parameters.ts';
import { presetOf } from '../../space/presets.ts';
import { exportedGraph } from '../exportedGraph.ts';
import { publishedChildren, sampledChildren } from '../testing/children.ts';
import { pytorchNames } from './names.ts';
import { turned, turnedBack } from './turned.ts';

test('each parameter of a network has a name of its own, whose shape holds as many numbers', () => {
  for (const { title, child } of [...sampledChildren(3, 40), ...publishedChildren(3)]) {
    const names = pytorchNames(child.graph);
    const parameters = graphParameters(child.graph);
    expect([...names.keys()], title).toEqual(parameters.map(({ name }) => name));
    expect(new Set([...names.values()].map(({ name }) => name)).size, title).toBe(parameters.length);
    for (const { name, size } of parameters) {
      expect(names.get(name)!.shape.reduce((product, n) => product * n, 1)).toBe(size);
      expect(names.get(name)!.name).toMatch(
        /^[a-z_]+(\.[a-z0-9_]+)*\.(weight|bias|running_mean|running_var)$/,
      );
    }
  }
});

test('names say where a parameter is', () => {
  const { architecture } = presetOf('nasnet-a');
  const network = {
    setting: 'cifar',
    cellsPerStage: 1,
    filters: 4,
    size: 16,
    classes: 5,
    auxiliary: true,
  } as const;
  const names = [...pytorchNames(exportedGraph(architecture, network)).values()];
  const shapes = Object.fromEntries(names.map(({ name, shape }) => [name, shape.join(' ')]));
  expect(shapes).toMatchObject({
    'stem.conv.weight': '12 3 3 3',
    'cells.0.input.conv.weight': '4 12 1 1',
    'cells.0.blocks.0.left.first.depthwise.weight': '4 1 5 5',
    'cells.0.blocks.0.right.second.pointwise.weight': '4 4 1 1',
    // h_{i-1} enters the first cell raw: identities, pools and the output bring it to the filters.
    'cells.0.blocks.2.right.conv.weight': '4 12 1 1',
    'cells.0.blocks.3.left.project.norm.running_mean': '4',
    'cells.0.outputs.1.conv.weight': '4 12 1 1',
    'cells.2.previous.even.weight': '4 24 1 1',
    'cells.2.previous.odd.weight': '4 24 1 1',
    'auxiliary.narrow.conv.weight': '128 48 1 1',
    'auxiliary.conv.weight': '768 128 2 2',
    'auxiliary.classifier.bias': '5',
    'classifier.weight': '5 96',
  });
});

describe('turning', () => {
  test('a convolution’s axes become output, input, height, width', () => {
    // Ours are height 1, width 2, in 2, out 3: each value says where it stands.
    const ours = Float32Array.from({ length: 12 }, (_, i) => i);
    const turn = { axes: [3, 2, 0, 1], shape: [3, 2, 1, 2] };
    const theirs = turned(ours, turn);
    expect([...theirs]).toEqual([0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11]);
    expect([...turnedBack(theirs, turn)]).toEqual([...ours]);
  });
});
