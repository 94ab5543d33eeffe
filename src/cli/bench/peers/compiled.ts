import { openBackend } from '../../../engine/backend.ts';
import { openExecutor } from '../../../engine/chooseExecutor.ts';
import { prepareOwn } from './own.ts';
import type { PrepareStack } from './stack.ts';

export const prepare: PrepareStack = async (stack) =>
  prepareOwn(stack, openExecutor(await openBackend({ order: ['webgpu'] }), 'compiled'));
