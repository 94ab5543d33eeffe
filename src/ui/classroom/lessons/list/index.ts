import type { Lesson } from '../lesson.ts';
import { controller } from './controller.ts';
import { exam } from './exam.ts';
import { luck } from './luck.ts';
import { network } from './network.ts';
import { operations } from './operations.ts';
import { searched } from './searched.ts';
import { trade } from './trade.ts';
import { twice } from './twice.ts';

/** All lessons in their order; an address names one by its place. One more is one more file and one more line here. */
export const LESSONS: readonly Lesson[] = [
  searched,
  operations,
  network,
  exam,
  twice,
  controller,
  luck,
  trade,
];
