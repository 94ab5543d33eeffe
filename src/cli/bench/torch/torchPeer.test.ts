import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { GraphSketch } from '../../../engine/testing/graphs.ts';
import { choosePython } from './python.ts';
import { measureTorch, runTorch, stepBounds, TORCH_CHILDREN, torchLines } from './torchPeer.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'torch-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Stands for a Python: the lines of a shell script. */
function usePython(...lines: readonly string[]): string {
  const file = path.join(folder, 'python');
  writeFileSync(file, ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });
  vi.stubEnv('PYTHON', file);
  return file;
}

const job = { steps: 1, modes: [] };

test('what bounds a step: three times the multiply-adds, five passes over what has to be kept', () => {
  const g = new GraphSketch([4, 4, 3]);
  const x = g.relu(g.bn(g.conv(0, 8)));
  const graph = g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [x])], 2));
  // Input, convolution and scores; batch norm, relu and mean are computed wherever they are read.
  const floats = 5 * (4 * 4 * 3 + 4 * 4 * 8 + 2);
  const multiplyAdds = 3 * (4 * 4 * 3 * 8 + 8 * 2);
  expect(stepBounds(graph, 32)).toEqual({ multiplyAdds: 32 * multiplyAdds, bytes: 4 * 32 * floats });
});

test('its lines are read as they come', async () => {
  usePython(
    'cat > /dev/null',
    `echo '{"torch":"2.11","device":"a card"}'`,
    'echo a warning of some library',
    `echo '{"mode":"eager","stepMs":3.5,"trainable":7,"finite":true}'`,
    `echo '{"mode":"graph","reason":"needs CUDA"}'`,
  );
  expect(await runTorch(job)).toEqual({
    head: { torch: '2.11', device: 'a card' },
    lines: [
      { mode: 'eager', stepMs: 3.5, trainable: 7, finite: true },
      { mode: 'graph', reason: 'needs CUDA' },
    ],
  });
});

test('an answer that is none is an error that names what is wrong', async () => {
  usePython('cat > /dev/null', `echo '{"torch":"2.11"}'`);
  await expect(runTorch(job)).rejects.toThrow(/cannot be read: device is missing \(it must be a text\)/);
  usePython('cat > /dev/null', `echo '{"torch":"2.11","device":"a card"}'`, `echo '{"mode":"lazy"}'`);
  await expect(runTorch(job)).rejects.toThrow(
    /mode is "lazy" \(it must be "eager" or "graph" or "compile"\)/,
  );
});

test('a Python without PyTorch, or none at all, is an error that says what to do, before anything is measured', async () => {
  const file = usePython('exit 1');
  const sentence = (why: string) =>
    `--torch needs a Python that has PyTorch: ${why} Set PYTHON to another one.`;
  await expect(measureTorch(TORCH_CHILDREN, 1)).rejects.toThrow(
    new InputError(sentence(`${file} ended with 1.`)),
  );
  vi.stubEnv('PYTHON', path.join(folder, 'nowhere'));
  await expect(runTorch(job)).rejects.toThrow(/needs a Python that has PyTorch: .*nowhere ENOENT/);
});

test('the first usual Python that has PyTorch is taken; where none has it, a sentence', async () => {
  vi.stubEnv('PYTHON', undefined);
  const stand = (name: string, line: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${line}`, { mode: 0o755 });
    return file;
  };
  const [nowhere, without] = [path.join(folder, 'nowhere'), stand('without', 'exit 1')];
  const having = stand('having', '[ "$*" = "-c import torch" ]');
  expect(await choosePython('--torch', [nowhere, without, having])).toBe(having);
  await expect(choosePython('--torch', [nowhere, without])).rejects.toThrow(
    new InputError(
      `--torch needs a Python that has PyTorch: ${nowhere} and ${without} have none. Set PYTHON to one that has it.`,
    ),
  );
  vi.stubEnv('PYTHON', without);
  expect(await choosePython('--torch', [having])).toBe(without);
});

test('the table has a row of every engine, and the reason where one could not run', () => {
  const child = { child: 'nasnet-a', n: 1, f: 8, batch: 64 };
  const bounds = { multiplyAdds: 2e9, bytes: 1e9 };
  const rows = [
    { ...child, engine: 'compiled', stepMs: 4.2, bounds },
    { ...child, engine: 'torch-eager', stepMs: 29.4, bounds },
    { ...child, engine: 'torch-graph', stepMs: null, reason: 'needs CUDA', bounds },
  ] as const;
  const table = { adapter: 'a card (Vulkan)', torch: '2.11', device: 'a card', rows };
  const rates = { multiplyAddsPerSecond: 25e12, bytesPerSecond: 2e12 };
  expect(torchLines({ ...table, ...rates })).toEqual([
    'a card (Vulkan)',
    'PyTorch 2.11 on a card; f32 25.0 T multiply-adds/s, 2.00 TB/s',
    '   child  N  F  batch       engine     ms/step  images/s  bound by flops  by bytes',
    'nasnet-a  1  8     64     compiled        4.20     15238        0.080 ms  0.500 ms',
    'nasnet-a  1  8     64  torch-eager       29.40      2177        0.080 ms  0.500 ms',
    'nasnet-a  1  8     64  torch-graph  needs CUDA                  0.080 ms  0.500 ms',
  ]);
  expect(torchLines(table)[1]).toBe('PyTorch 2.11 on a card');
  expect(torchLines(table)[3]).toMatch(/15238 +- +-$/);
});
