import { InputError } from '../../base/errors.ts';
import { hash32 } from '../../base/hash.ts';
import type { Settings } from '../../settings/settings.ts';
import { wrongTerms } from '../../studies/tabulated/table.ts';
import type { Device } from '../../worker/laboratory/devices/device.ts';
import { type EntryGround, trainEntry } from '../../worker/laboratory/entry.ts';
import { interruptedBy } from '../../worker/laboratory/lost.ts';
import { groundOf, judgedEntry } from '../tabulate/entries.ts';
import type { Opened } from './answer.ts';

export interface Entries {
  readonly train: Opened['entry'];
  dispose(): void;
}

/** What trains entries of tables by some settings; images are read for the first of them. */
export function createEntries(settings: Settings, { executor, lost }: Device): Entries {
  const orLost = interruptedBy(lost);
  let ground: EntryGround | null = null;
  return {
    async train(architecture, trial, terms, { isStopped, report }) {
      const wrong = wrongTerms(terms, settings.epochs);
      if (wrong !== null) throw new InputError(wrong);
      const recipe = { settings, ...terms };
      ground ??= await orLost(groundOf(recipe, executor));
      const begun = performance.now();
      // The very seed of a search's child of that number.
      const seed = hash32(settings.seed, trial);
      const entry = await orLost(trainEntry(ground, recipe, architecture, seed, isStopped, report));
      const seconds = (performance.now() - begun) / 1000;
      return entry && { ...judgedEntry(entry, terms, ground), seconds };
    },
    dispose() {
      ground?.images.dispose();
      ground?.test.dispose();
      ground = null;
    },
  };
}
