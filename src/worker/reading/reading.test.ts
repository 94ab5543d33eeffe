import { expect, test } from 'vitest';
import { encodeRun } from '../../run/file/runFile.ts';
import { newRun } from '../../run/run.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { OPERATION_IDS } from '../../space/operations/index.ts';
import { presetOf } from '../../space/presets.ts';
import { type ReadingEvent, readFile } from './reading.ts';

function told(text: string): ReadingEvent[] {
  const events: ReadingEvent[] = [];
  readFile(text, new Date('2026-02-01T00:00:00.000Z'), (event) => events.push(event));
  return events;
}

test('a long run comes in pieces, and what is refused in a sentence', () => {
  const { architecture } = presetOf('darts-v2');
  const { demo } = PRESET_SETTINGS;
  const settings = { ...demo.settings, blocks: 4, operations: OPERATION_IDS, trials: 700 };
  const { trainable, multiplyAdds } = childCounts(architecture, settings);
  const fresh = newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });
  const trials = Array.from({ length: 120 }, (_, index) => ({
    number: index + 1,
    architecture,
    status: 'trained' as const,
    accuracy: 0.5,
    reward: 0.5,
    trainable,
    multiplyAdds,
    seconds: 1,
    epochs: [],
  }));
  const events = told(encodeRun({ ...fresh, trials }));
  const sizes = events.map((event) => (event.type === 'trials' ? event.trials.length : event.type));
  expect(sizes).toEqual([50, 50, 20, 'run']);
  expect(events.flatMap((event) => (event.type === 'trials' ? event.trials : []))).toEqual(trials);
  expect(events.at(-1)).toEqual({ type: 'run', run: { ...fresh, phase: 'stopped' } });
  expect(told('{')).toEqual([{ type: 'refused', why: expect.stringMatching(/^It is not JSON/) }]);
});
