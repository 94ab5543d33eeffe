import type { OpenBackend } from '../../engine/backend.ts';
import { openExecutor } from '../../engine/chooseExecutor.ts';
import type { Executor } from '../../engine/executor.ts';
import { disagreement } from './selfTest.ts';

export interface CheckedEngine {
  readonly executor: Executor;
  /** Why it is not the engine one would expect, as sentences. */
  readonly warning?: string;
}

/** The fastest engine that the device has, checked against a known result before the first child is trusted to it. */
export async function openCheckedEngine(opened: OpenBackend): Promise<CheckedEngine> {
  const executor = openExecutor(opened);
  const warned = opened.warning === undefined ? {} : { warning: opened.warning };
  if (executor.kind === 'reference') return { executor, ...warned };
  const difference = await disagreement(executor);
  if (difference === null) return { executor, ...warned };
  executor.dispose();
  return {
    executor: openExecutor(opened, 'reference'),
    warning: `${difference} Children train on the reference engine, which is slower.`,
  };
}
