/** How sentences about settings write their values. */

export const count = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toLocaleString('en-US') : String(value);

/** Any value, in a few words. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** 32, 16 or 8 */
export function either(choices: readonly (string | number)[]): string {
  return choices.length < 2 ? choices.join() : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
