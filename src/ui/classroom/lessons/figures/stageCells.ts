import { cellsRun } from '../../../../run/recording/recordedCells.ts';
import { lessonsTexts } from '../../../texts/classroom/lessons/lessons.ts';
import type { Stage } from '../lesson.ts';
import { loadCells } from '../recorded.ts';

/** The nine recorded trainings, standing at a moment. */
export const stageCells = async (moment: number): ReturnType<Stage> => ({
  run: cellsRun(await loadCells(), lessonsTexts.cellsRun),
  moment,
});
