import { type Family, type Task, whole } from '../../ir/job.ts';
import { expand } from '../text/expand.ts';
import { type Joinable, joinedNumbers, joining } from '../text/variants.ts';
import source from './normaliseGradient.wgsl?raw';

const fields = ['partial', 'partials', 'pixels', 'groups', 'norm', 'back', 'gamma', 'beta'] as const;

/** The kernel, or the one in which a workgroup takes a group of channels. */
export const normaliseGradient: Joinable<(typeof fields)[number]> = joinedNumbers((JOINED) => ({
  name: 'normaliseGradient',
  source: expand(source, { JOINED, FOLDED: 0 }),
  fields,
  writes: ['back'],
}));

const foldedFields = ['partial', 'partials', 'groups', 'gamma', 'beta'] as const;

/** Only the gradients of gamma and beta, for which no kernel waits. */
export const foldedGradient: Family<(typeof foldedFields)[number]> = joining({
  name: 'normaliseGradient, folded',
  source: expand(source, { JOINED: 1, FOLDED: 1 }),
  fields: foldedFields,
  writes: [],
});

/** Whether a task is one of these. */
export const isFoldedGradient = ({ family }: Task): boolean => whole(family) === foldedGradient;
