import type { Operation } from '../layers.ts';
import { avgpool3 } from './avgpool_3x3.ts';
import { conv1 } from './conv_1x1.ts';
import { conv1x3 } from './conv_1x3_3x1.ts';
import { conv1x7 } from './conv_1x7_7x1.ts';
import { conv3 } from './conv_3x3.ts';
import { dilconv3 } from './dilconv_3x3.ts';
import { dilconv5 } from './dilconv_5x5.ts';
import { identity } from './identity.ts';
import { maxpool3 } from './maxpool_3x3.ts';
import { maxpool5 } from './maxpool_5x5.ts';
import { maxpool7 } from './maxpool_7x7.ts';
import { sepconv3 } from './sepconv_3x3.ts';
import { sepconv5 } from './sepconv_5x5.ts';
import { sepconv7 } from './sepconv_7x7.ts';

/** All operations, in the order that share codes number them: append, never reorder. The paper's thirteen come first. */
export const OPERATIONS = [
  identity,
  conv1x7,
  avgpool3,
  maxpool5,
  conv1,
  sepconv3,
  sepconv7,
  conv1x3,
  dilconv3,
  maxpool3,
  maxpool7,
  conv3,
  sepconv5,
  dilconv5,
] as const;

export type OperationId = (typeof OPERATIONS)[number]['id'];

export const OPERATION_IDS: readonly OperationId[] = OPERATIONS.map((operation) => operation.id);

/** The thirteen of NASNet, section 3: what a search chooses from unless it is told otherwise. */
export const PAPER_OPERATION_IDS: readonly OperationId[] = OPERATION_IDS.slice(0, 13);

const byId: ReadonlyMap<string, Operation<OperationId>> = new Map(OPERATIONS.map((o) => [o.id, o]));

export function operationOf(id: OperationId): Operation<OperationId> {
  return byId.get(id) as Operation<OperationId>;
}
