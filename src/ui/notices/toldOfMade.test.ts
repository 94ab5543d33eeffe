import { expect, test } from 'vitest';
import type { RunEvent } from '../../protocol/protocol.ts';
import { applyEvent, type LiveRun, liveRun } from '../../run/live.ts';
import { newRun } from '../../run/run.ts';
import { architecture, cost } from '../../run/testing/events.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { SPACE } from '../format.ts';
import { toldOfMade } from './toldOfMade.ts';

const settings = PRESET_SETTINGS.mini.settings;
const empty = liveRun('a', newRun({ name: 'One', created: '2026-01-31T12:00:00.000Z', settings }));

/** What is told of each event in turn. */
function told(...events: RunEvent[]): (string | null)[] {
  let run: LiveRun = empty;
  return events.map((event) => {
    const before = run;
    run = applyEvent(run, event);
    return toldOfMade({ run }, { run: before });
  });
}

const asked = (number: number, seeds: number): RunEvent => {
  const costs = { trainable: 1, multiplyAdds: 1, trainings: [] };
  return { type: 'made-asked', child: { number, by: 'Ada', architecture, seeds, after: 0, ...costs } };
};
const started = (number: number, training = 1): RunEvent => ({
  ...{ type: 'made-started', number, training, cost },
});
const ended = (number: number, accuracy: number | null, training = 1): RunEvent => ({
  ...{ type: 'made-ended', number, training },
  result: { status: accuracy === null ? 'failed' : 'trained', accuracy, seconds: 1, epochs: [] },
});

test('a child by hand is told when it is asked for, begins, ends and is cancelled', () => {
  expect(told(asked(1, 1), asked(2, 1), started(1), ended(1, 0.4), started(2), ended(2, null))).toEqual([
    'h1 waits.',
    'h2 waits.',
    'h1 trains.',
    `h1: 40.0${SPACE}% held out.`,
    'h2 trains.',
    'h2 failed.',
  ]);
  expect(told(asked(1, 1), { type: 'made-cancelled', number: 1 })).toEqual(['h1 waits.', 'h1 is cancelled.']);
});

test('of three seeds each is told', () => {
  expect(told(asked(1, 3), started(1), ended(1, 0.4), started(1, 2)).slice(1)).toEqual([
    'h1 trains, 1 of 3.',
    `h1, training 1 of 3: 40.0${SPACE}% held out.`,
    'h1 trains, 2 of 3.',
  ]);
});

test('a run that is opened, and a refusal, which has a notice, tell nothing', () => {
  const run = applyEvent(empty, asked(1, 1));
  expect(toldOfMade({ run: { ...run, id: 'b' } }, { run: empty })).toBeNull();
  const problem = { kind: 'worker-ended', why: 'It is gone.' } as const;
  expect(told(asked(1, 1), { type: 'made-refused', number: 1, problem }).at(-1)).toBeNull();
});
