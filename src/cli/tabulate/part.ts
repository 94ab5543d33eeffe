import { InputError } from '../../base/errors.ts';

/** Of several processes that share the work, which one this is: "1/2". Throws an InputError on anything else. */
export function partFlag(text: string): { readonly part: number; readonly parts: number } {
  const [, part = 0, parts = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (part >= 1 && part <= parts) return { part, parts };
  throw new InputError(`--part ${text}: give two whole numbers, like 1/2 and, in another process, 2/2.`);
}
