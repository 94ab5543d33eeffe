import { anything, instance, list, object, oneOf, readWith, text, whole } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { BACKENDS, type FixedCommand, type MakeCommand, PLACES } from '../../protocol/protocol.ts';
import { COMPARED, type ComparedNetwork, MOST_FIXED_SEEDS } from '../../search/fixed.ts';
import { MOST_MADE, MOST_SEED, MOST_SEEDS } from '../../search/made.ts';
import { SETTINGS } from '../../settings/settings.ts';
import { fitRequest, readSettings } from './commands.ts';
import { architecture } from './inspectionCommands.ts';

const others = { others: 'ignored' } as const;
const named = object({ type: text(), run: text({ min: 1 }) }, [], others);
const address = text({ pattern: /\/$/, called: 'the address of the data, ending with a slash' });
const number = whole({ min: 1, max: MOST_MADE });

const make = object(
  {
    settings: anything(),
    dataUrl: address,
    tableUrl: address,
    archive: instance(Blob, 'a file'),
    place: oneOf(PLACES),
    backend: oneOf(BACKENDS),
    fit: fitRequest,
    child: object(
      {
        number,
        architecture,
        seeds: whole({ min: 1, max: MOST_SEEDS }),
        done: whole({ max: MOST_SEEDS }),
        seed: whole({ max: MOST_SEED }),
      },
      ['seed'],
    ),
  },
  ['tableUrl', 'archive', 'place', 'backend', 'fit'],
  others,
);

const cancel = object({ number }, ['number'], others);

const { min, max } = SETTINGS.filters;
const network = object<ComparedNetwork>({
  id: oneOf(COMPARED),
  architecture,
  filters: whole({ min, max }),
  trainable: whole(),
  multiplyAdds: whole(),
});

const compare = object(
  {
    settings: anything(),
    dataUrl: address,
    archive: instance(Blob, 'a file'),
    place: oneOf(PLACES),
    backend: oneOf(BACKENDS),
    comparison: object({
      networks: list(network),
      seeds: whole({ min: 1, max: MOST_FIXED_SEEDS }),
      done: whole(),
    }),
  },
  ['archive', 'place', 'backend'],
  others,
);

/** Null where a message is no command about what is trained beside searches; the failure is a sentence. */
export function parseMake(message: unknown): Result<MakeCommand | FixedCommand, string> | null {
  const head = readWith(named, message, 'a command');
  if (!head.ok) return null;
  const { type, run } = head.value;
  switch (type) {
    case 'make': {
      const read = readWith(make, message, 'a child by hand');
      if (!read.ok) return read;
      const { settings: wanted, ...told } = read.value;
      const settings = readSettings(wanted);
      if (!settings.ok) return fail(settings.error);
      return ok({ type, run, ...told, settings: settings.value });
    }
    case 'compare-fixed': {
      const read = readWith(compare, message, 'a comparison with fixed networks');
      if (!read.ok) return read;
      const { settings: wanted, ...told } = read.value;
      const settings = readSettings(wanted);
      return settings.ok ? ok({ type, run, ...told, settings: settings.value }) : settings;
    }
    case 'compare-fixed-cancel':
      return ok({ type, run });
    case 'make-cancel': {
      const read = readWith(cancel, message, 'a child by hand');
      return read.ok ? ok({ type, run, ...read.value }) : read;
    }
    default:
      return null;
  }
}
