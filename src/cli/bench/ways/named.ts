import { InputError } from '../../../base/errors.ts';
import { USUAL_WAYS, WAY_LIST, type Way } from '../../../engine/webgpu/ways.ts';
import { type EngineChoice, type EngineFlags, engineChoice } from '../../runs/engine.ts';

export const wayFlags = { way: { type: 'string' } } as const;

export interface WayFlags extends EngineFlags {
  readonly way?: string | undefined;
}

/** Throws an InputError with the names that there are. */
export function findWay(name: string): Way {
  const ways = [...USUAL_WAYS, ...WAY_LIST];
  const way = ways.find((one) => one.name === name);
  if (way !== undefined) return way;
  throw new InputError(`--way ${name}: give one of ${ways.map((one) => `"${one.name}"`).join(', ')}.`);
}

/** As `engineChoice`, of the compiled engine where a way is named. Throws an InputError where there is no such way. */
export function choiceIn({ way: name, ...flags }: WayFlags): EngineChoice {
  if (name === undefined) return engineChoice(flags);
  const way = findWay(name);
  const choice = engineChoice({ ...flags, engine: flags.engine ?? 'compiled' });
  if (choice.engine !== 'compiled')
    throw new InputError(`--way only goes with the compiled engine, and not with --engine ${choice.engine}.`);
  return { ...choice, way };
}
