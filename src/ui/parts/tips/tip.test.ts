import { expect, test } from 'vitest';
import { placeTip } from './tip.ts';

const window = { width: 400, height: 300 };
const bubble = { width: 100, height: 30 };
const control = (left: number, top: number) => ({ left, right: left + 40, top, bottom: top + 20 });

test('a tooltip hangs under its control', () => {
  expect(placeTip(control(180, 100), bubble, window)).toEqual({ left: 150, top: 128 });
});

test('it goes above where there is no room below', () => {
  expect(placeTip(control(180, 270), bubble, window)).toEqual({ left: 150, top: 232 });
});

test('it stays inside the window', () => {
  expect(placeTip(control(0, 100), bubble, window).left).toBe(8);
  expect(placeTip(control(380, 100), bubble, window).left).toBe(292);
});

test('beside its control it stands left of it, and under it where there is no room', () => {
  expect(placeTip(control(180, 100), bubble, window, true)).toEqual({ left: 72, top: 108 });
  expect(placeTip(control(180, 290), bubble, window, true)).toEqual({ left: 72, top: 262 });
  expect(placeTip(control(100, 100), bubble, window, true)).toEqual({ left: 70, top: 128 });
});
