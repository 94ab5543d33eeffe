import { expect, test } from 'vitest';
import { actOf } from './keys.ts';

const at = { moment: 23, last: 40, speed: 4 } as const;
const press = (key: string, shiftKey = false, where: Parameters<typeof actOf>[1] = at) =>
  actOf({ key, shiftKey }, where);

test('arrows go by a trial, with Shift by five, and stay inside', () => {
  expect(press('ArrowLeft')).toEqual({ type: 'seek', moment: 22 });
  expect(press('ArrowRight')).toEqual({ type: 'seek', moment: 24 });
  expect(press('ArrowLeft', true)).toEqual({ type: 'seek', moment: 18 });
  expect(press('ArrowRight', true, { ...at, moment: 38 })).toEqual({ type: 'seek', moment: 40 });
  expect(press('ArrowLeft', true, { ...at, moment: 2 })).toEqual({ type: 'seek', moment: 0 });
  expect([press('Home'), press('End')]).toEqual([
    { type: 'seek', moment: 0 },
    { type: 'seek', moment: 40 },
  ]);
});

test('< and > change the speed as far as there is one', () => {
  expect(press('<', true)).toEqual({ type: 'speed', speed: 1 });
  expect(press('>', true)).toEqual({ type: 'speed', speed: 16 });
  expect(press('<', true, { ...at, speed: 1 })).toEqual({ type: 'speed', speed: 1 });
  expect(press('>', true, { ...at, speed: 64 })).toEqual({ type: 'speed', speed: 64 });
});

test('Space plays and holds; other keys are not the replay’s', () => {
  expect(press(' ')).toEqual({ type: 'play' });
  expect(['Enter', 'Tab', 'a', 'ArrowUp'].map((key) => press(key))).toEqual([null, null, null, null]);
});
