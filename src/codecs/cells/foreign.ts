import type { ForeignNotation } from './flaws.ts';

/** Characters that are looked at: what is longer holds words around its cells, and those are telling early. */
const MOST = 100_000;

/** Notations of cells that are known by their look and can't be read or expressed here; null for anything else. */
export function foreignNotation(written: string): ForeignNotation | null {
  const text = written.slice(0, MOST).replace(/\s+/g, ' ');
  if (/\|\w+~\d/.test(text) || isTuple201(text)) return 'nas-bench-201';
  if (text.includes('NetworkSelectorDatasetInfo')) return 'nas-bench-301';
  if (/conv[13]x[13]-bn-relu/.test(text)) return 'nas-bench-101';
  if (/["']?\bmatrix\b["']?\s?[=:]/.test(text) && /["']?\bops\b["']?\s?[=:]/.test(text))
    return 'nas-bench-101';
  if (/\bfixed_arc\b/.test(text)) return 'enas';
  return inNumbers(text);
}

/** A node's edges in brackets, ((('nor_conv_3x3', 0),), …): operations of NAS-Bench-201 and inputs alone. */
function isTuple201(text: string): boolean {
  const rest = text.replace(/(["'])(?:nor_conv_[13]x[13]|avg_pool_3x3|skip_connect|none)\1/g, '');
  return text.includes('nor_conv_') && /^[\s\d,()[\]]+$/.test(rest);
}

/** As short as one block a cell is in any of them. */
const LEAST = 8;

/** What is written in numbers and brackets alone. */
function inNumbers(text: string): ForeignNotation | null {
  if (/[^\d\s,;()[\]'"$]/.test(text)) return null;
  const numbers = text.match(/\d+/g) ?? [];
  if (numbers.length < LEAST || numbers.some((number) => number.length > 2)) return null;
  const isNested = /[([]\s?[([]/.test(text);
  if (!isNested) return 'enas';
  return numbers.every((number) => number === '0' || number === '1') ? 'nas-bench-101' : 'nas-bench-301';
}
