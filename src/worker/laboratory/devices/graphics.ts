import { createArrayPolicy } from '../../../controller/arrays/policy.ts';
import { createPolicy } from '../../../controller/place.ts';
import { type OpenBackend, openBackend } from '../../../engine/backend.ts';
import { openExecutor } from '../../../engine/chooseExecutor.ts';
import type { EngineKind } from '../../../engine/executor.ts';
import type { Way } from '../../../engine/webgpu/ways.ts';
import type { Device, GraphicsBackend } from './device.ts';
import { disagreement, halfDisagreement } from './selfTest.ts';

/**
 * A device of tfjs's, with the compiled engine where it is WebGPU and passes the self-test; or with the engine that was asked
 * for, as it is.
 */
export async function openGraphics(
  gpu: GPU | null,
  order: readonly GraphicsBackend[],
  engine?: Exclude<EngineKind, 'wasm'>,
  way?: Way,
): Promise<Device> {
  return graphicsDevice(await openBackend({ gpu, order }), engine, way);
}

export async function graphicsDevice(
  opened: OpenBackend,
  engine?: Exclude<EngineKind, 'wasm'>,
  way?: Way,
): Promise<Device> {
  const { executor, halfFailure, warning } = await checkedExecutor(opened, engine, way);
  const warnings = [opened.warning, warning].filter((one) => one !== undefined);
  return {
    executor,
    createPolicy: opened.software ? createArrayPolicy : createPolicy,
    lost: opened.lost,
    ...(halfFailure && { halfFailure }),
    ...(warnings.length > 0 && { warning: warnings.join(' ') }),
  };
}

/** The fastest engine that the device has, checked against a known result before the first child is trusted to it. */
async function checkedExecutor(
  opened: OpenBackend,
  engine: Exclude<EngineKind, 'wasm'> | undefined,
  way: Way | undefined,
): Promise<Pick<Device, 'executor' | 'halfFailure' | 'warning'>> {
  const executor = openExecutor(opened, engine, way);
  if (executor.kind === 'reference' || engine !== undefined) return { executor };
  const difference = await disagreement(executor);
  if (difference === null) {
    let tried: Promise<string | null> | null = null;
    // Only that they agree is kept: what failed may have been for want of memory beside others.
    const halfFailure = async (): Promise<string | null> => {
      let failure: string | null = '';
      try {
        tried ??= halfDisagreement(executor);
        failure = await tried;
      } finally {
        if (failure !== null) tried = null;
      }
      return failure;
    };
    return { executor, halfFailure };
  }
  executor.dispose();
  return {
    executor: openExecutor(opened, 'reference'),
    warning: `${difference} Children train on the reference engine, which is slower.`,
  };
}
