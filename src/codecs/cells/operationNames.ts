import { OPERATION_IDS, type OperationId } from '../../space/operations/index.ts';

/** What DARTS itself calls its operations; the others have no name in its notation. */
export const DARTS_NAMES: ReadonlyMap<OperationId, string> = new Map([
  ['identity', 'skip_connect'],
  ['avgpool_3x3', 'avg_pool_3x3'],
  ['maxpool_3x3', 'max_pool_3x3'],
  ['sepconv_3x3', 'sep_conv_3x3'],
  ['sepconv_5x5', 'sep_conv_5x5'],
  ['sepconv_7x7', 'sep_conv_7x7'],
  ['dilconv_3x3', 'dil_conv_3x3'],
  ['dilconv_5x5', 'dil_conv_5x5'],
  ['conv_1x7_7x1', 'conv_7x1_1x7'],
]);

/** Names of DARTS's relatives (PNAS, AutoDL-Projects) for what is an operation here. */
const RELATIVES: Readonly<Record<string, OperationId>> = {
  skip: 'identity',
  max_pool_5x5: 'maxpool_5x5',
  max_pool_7x7: 'maxpool_7x7',
  conv_3x1_1x3: 'conv_1x3_3x1',
  nor_conv_1x1: 'conv_1x1',
  nor_conv_3x3: 'conv_3x3',
  dua_sepc_3x3: 'sepconv_3x3',
  dua_sepc_5x5: 'sepconv_5x5',
  dil_sepc_3x3: 'dilconv_3x3',
  dil_sepc_5x5: 'dilconv_5x5',
};

const byName: ReadonlyMap<string, OperationId> = new Map<string, OperationId>([
  ...OPERATION_IDS.map((id) => [id, id] as const),
  ...[...DARTS_NAMES].map(([id, name]) => [name, id] as const),
  ...Object.entries(RELATIVES),
]);

/** The operation that a genotype's name means, LaTeX's backslashes left out; null where there is none. */
export function operationNamed(name: string): OperationId | null {
  return byName.get(name.replaceAll('\\', '').trim().toLowerCase()) ?? null;
}
