import type { ChildState } from '../../search/trial.ts';
import { readAnswer } from '../workers/lines.ts';
import type { Boss } from './boss.ts';
import { readStateJob, STATES_QUEUE } from './names.ts';

/** What was kept of a child, if it can be read. */
export async function keptState(boss: Boss, id: string): Promise<ChildState | undefined> {
  for (const { data } of await boss.boss.findJobs<unknown>(STATES_QUEUE, { key: id })) {
    const job = readStateJob(data);
    const read = job.ok ? readAnswer(job.value.line) : job;
    if (read.ok && read.value.type === 'state' && read.value.id === id) return read.value.state;
  }
  return undefined;
}

export async function deleteStates(boss: Boss, key: string): Promise<void> {
  const ids = (await boss.boss.findJobs(STATES_QUEUE, { key })).map(({ id }) => id);
  if (ids.length > 0) await boss.boss.deleteJob(STATES_QUEUE, ids);
}
