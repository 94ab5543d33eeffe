import { expect, test } from 'vitest';
import { main } from './bench.ts';

test.each([
  ['--counts --peers', '--counts and --peers: give one of them.'],
  ['--counts --ways', '--counts and --ways: give one of them.'],
  ['--ways --precision', '--ways and --precision: give one of them.'],
  ['--scale --show-kernel=clip', '--scale and --show-kernel: give one of them.'],
  ['--torch --peers', '--torch cannot go with --peers.'],
  ['--precision 16', '--precision N only goes with --search; elsewhere --way half trains at 16 bits.'],
  ['--search --precision 8', /^--precision 8: /],
])('%s is refused in a sentence', async (args, sentence) => {
  await expect(main(args.split(' '))).rejects.toThrow(sentence);
});
