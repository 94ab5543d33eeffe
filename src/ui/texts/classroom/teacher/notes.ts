import { lesson1 } from './lesson1.ts';
import { lesson2 } from './lesson2.ts';
import { lesson3 } from './lesson3.ts';
import { lesson4 } from './lesson4.ts';
import { lesson5 } from './lesson5.ts';
import { lesson6 } from './lesson6.ts';
import { lesson7 } from './lesson7.ts';
import { lesson8 } from './lesson8.ts';
import type { TeacherNotes } from './types.ts';

/** A page a lesson, in the lessons' order. */
export const NOTES: readonly TeacherNotes[] = [
  lesson1,
  lesson2,
  lesson3,
  lesson4,
  lesson5,
  lesson6,
  lesson7,
  lesson8,
];
