import {
  anything,
  type Field,
  instance,
  mapped,
  object,
  oneOf,
  readWith,
  refined,
  text,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { fromArchitectureJson, toArchitectureJson } from '../../codecs/architectureJson.ts';
import type { NodePlace } from '../../network/nodes.ts';
import type { InspectedChild, InspectionCommand } from '../../protocol/inspection.ts';
import { BACKENDS, PLACES } from '../../protocol/protocol.ts';
import { MOST_MADE } from '../../search/made.ts';
import { describeProblem, validateSettings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';

const others = { others: 'ignored' } as const;
const named = object({ type: text(), run: text({ min: 1 }), inspection: whole() }, [], others);

export const architecture = mapped(anything(), (value): Result<Architecture, string> => {
  try {
    return fromArchitectureJson(toArchitectureJson(value as Architecture));
  } catch {
    return fail('a pair of cells');
  }
});

const child: Field<InspectedChild> = object(
  {
    architecture,
    trial: refined(whole({ min: -MOST_MADE }), (number) => (number === 0 ? 'a number that is not 0' : null)),
    seededBy: whole({ min: 1 }),
    training: whole({ min: 1 }),
    budget: whole({ min: 1 }),
  },
  ['training', 'budget'],
);

const VECTOR = 'a vector of 32-bit floats';
const vector = mapped(
  instance<Float32Array>(Float32Array, VECTOR),
  (floats): Result<Float32Array<ArrayBuffer>, string> =>
    floats.buffer instanceof ArrayBuffer ? ok(floats as Float32Array<ArrayBuffer>) : fail(VECTOR),
);

const BYTES = 'a vector of bytes';
const bytes = mapped(
  instance<Uint8Array>(Uint8Array, BYTES),
  (given): Result<Uint8Array<ArrayBuffer>, string> =>
    given.buffer instanceof ArrayBuffer ? ok(given as Uint8Array<ArrayBuffer>) : fail(BYTES),
);

const inspect = object(
  {
    settings: anything(),
    dataUrl: text({ pattern: /\/$/, called: 'the address of the data, ending with a slash' }),
    archive: instance(Blob, 'a file'),
    place: oneOf(PLACES),
    backend: oneOf(BACKENDS),
    child,
    weights: vector,
  },
  ['archive', 'place', 'backend', 'weights'],
  others,
);

const cell = whole();
const block = whole();
const zeroOrOne = oneOf([0, 1]);
/** By its part, what else a place says. */
const PLACED = {
  stem: object({ part: oneOf(['stem']) }),
  head: object({ part: oneOf(['head']) }),
  auxiliary: object({ part: oneOf(['auxiliary']) }),
  state: object({ part: oneOf(['state']), cell, state: zeroOrOne }),
  operation: object({ part: oneOf(['operation']), cell, block, slot: zeroOrOne }),
  block: object({ part: oneOf(['block']), cell, block }),
  output: object({ part: oneOf(['output']), cell }),
} as const satisfies {
  readonly [Part in NodePlace['part']]: Field<Extract<NodePlace, { part: Part }>> | Field<NodePlace>;
};

const part = object({ part: oneOf(Object.keys(PLACED) as NodePlace['part'][]) }, [], others);
const node = mapped(anything(), (value): Result<NodePlace, string> => {
  const found = readWith(part, value, 'a node');
  if (!found.ok) return found;
  const field: Field<NodePlace> = PLACED[found.value.part];
  return readWith(field, value, 'a node');
});
const maps = object({ node, image: whole({ min: Number.MIN_SAFE_INTEGER }) }, [], others);
const picture = object(
  { image: whole({ min: Number.MIN_SAFE_INTEGER, max: -1 }), pixels: bytes },
  [],
  others,
);

const TYPES: readonly string[] = [
  'inspect',
  'inspect-maps',
  'inspect-picture',
  'inspect-shares',
  'inspect-close',
];

/** Null where a message is no command to inspect; the failure is a sentence. */
export function parseInspection(message: unknown): Result<InspectionCommand, string> | null {
  const head = readWith(named, message, 'a command');
  if (!head.ok) return isInspection(message) ? head : null;
  const { type, ...of } = head.value;
  switch (type) {
    case 'inspect':
      return parseInspect(of, message);
    case 'inspect-maps': {
      const read = readWith(maps, message, 'a request for maps');
      return read.ok ? ok({ type, ...of, ...read.value }) : read;
    }
    case 'inspect-picture': {
      const read = readWith(picture, message, 'a picture');
      return read.ok ? ok({ type, ...of, ...read.value }) : read;
    }
    case 'inspect-shares':
    case 'inspect-close':
      return ok({ type, ...of });
    default:
      return null;
  }
}

function isInspection(message: unknown): boolean {
  const read = readWith(object({ type: text() }, [], others), message);
  return read.ok && TYPES.includes(read.value.type);
}

function parseInspect(
  of: { readonly run: string; readonly inspection: number },
  message: unknown,
): Result<InspectionCommand, string> {
  const read = readWith(inspect, message, 'an inspection');
  if (!read.ok) return read;
  const { settings: wanted, ...told } = read.value;
  const settings = validateSettings(wanted);
  if (!settings.ok) return fail(settings.error.map((one) => describeProblem(one)).join(' '));
  return ok({ type: 'inspect', ...of, settings: settings.value, ...told });
}
