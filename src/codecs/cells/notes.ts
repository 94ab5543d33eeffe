import type { Architecture, CellKind } from '../../space/architecture.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';
import { type CellPresetId, presetOf } from '../../space/presets.ts';

/** What of cells differs from what was written, or which of several were taken. */
export type CellsNote =
  /** DARTS builds these otherwise (NASNET.md). */
  | { readonly kind: 'dilated' | 'factorised' | 'strided-identity' | 'pools' }
  /** No list says what the output holds. */
  | { readonly kind: 'no-concat'; readonly cells: readonly CellKind[] }
  /** One of several genotypes was taken; `name`: what the text calls it. */
  | { readonly kind: 'last-of'; readonly genotypes: number; readonly name: string | null }
  /** Behind the one that was taken stand others that can't be read. */
  | { readonly kind: 'passed-over'; readonly genotypes: number }
  /** How far a preset is from its source. */
  | { readonly kind: 'preset'; readonly preset: CellPresetId };

/** A sentence. */
export function describeCellsNote(note: CellsNote): string {
  switch (note.kind) {
    case 'dilated':
      return 'Its dilated convolution is separable there and plain here.';
    case 'factorised':
      return 'Its convolution in two halves has no batch norm between them there.';
    case 'strided-identity':
      return 'Its identity of stride 2 is a factorised reduction there.';
    case 'pools':
      return 'Its pools carry a batch norm there.';
    case 'no-concat': {
      const [first, ...more] = note.cells;
      const where = more.length > 0 ? 'It does not say' : `Its ${first} cell does not say`;
      return `${where} what the output holds: here it is the states that no block reads.`;
    }
    case 'last-of': {
      const name = note.name === null ? '' : `, ${note.name}`;
      return `It is the last of ${note.genotypes} in the text${name}.`;
    }
    case 'passed-over':
      return note.genotypes === 1
        ? 'One behind it in the text can’t be read, and was passed over.'
        : `${note.genotypes} behind it in the text can’t be read, and were passed over.`;
    case 'preset':
      return presetOf(note.preset).note;
    default:
      return note satisfies never;
  }
}

/** What DARTS builds otherwise, of the operations that the cells have. */
export function differences(architecture: Architecture): CellsNote[] {
  const used = new Set<OperationId>();
  let isStrided = false;
  for (const kind of ['normal', 'reduction'] as const) {
    for (const { inputs, operations } of architecture[kind].blocks) {
      for (const [slot, operation] of operations.entries()) {
        used.add(operation);
        isStrided ||= kind === 'reduction' && operation === 'identity' && inputs[slot]! < 2;
      }
    }
  }
  const has = (test: (id: OperationId) => boolean): boolean => [...used].some(test);
  const notes: CellsNote[] = [];
  if (has((id) => operationOf(id).family === 'dilated')) notes.push({ kind: 'dilated' });
  if (has((id) => id === 'conv_1x7_7x1' || id === 'conv_1x3_3x1')) notes.push({ kind: 'factorised' });
  if (isStrided) notes.push({ kind: 'strided-identity' });
  if (has((id) => operationOf(id).family === 'pool')) notes.push({ kind: 'pools' });
  return notes;
}
