import type { TermId, TermText } from './ids.ts';
import { LAYER_TERMS } from './layers.ts';
import { SEARCH_TERMS } from './search.ts';
import { SPACE_TERMS } from './space.ts';
import { STATISTICS_TERMS } from './statistics.ts';
import { TRAINING_TERMS } from './training.ts';

/** All terms that the glossary explains. Loaded with it, and not with the page. */
export const TERMS: Readonly<Record<TermId, TermText>> = {
  ...SPACE_TERMS,
  ...LAYER_TERMS,
  ...TRAINING_TERMS,
  ...SEARCH_TERMS,
  ...STATISTICS_TERMS,
};
