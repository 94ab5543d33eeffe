import { expect, test } from 'vitest';
import { pointerIn } from './pointerIn.ts';

const at = (clientX: number, clientY: number, width: number) => ({
  clientX,
  clientY,
  currentTarget: { getBoundingClientRect: () => ({ left: 100, top: 50, width }) } as unknown as Element,
});

test('a pointer stands in the pixels of the drawing', () => {
  expect(pointerIn(at(130, 60, 400), 400)).toEqual({ x: 30, y: 10 });
});

test('an enlarged drawing keeps its own pixels', () => {
  expect(pointerIn(at(130, 65, 600), 400)).toEqual({ x: 20, y: 10 });
});
