import { environmentName } from '../../run/environments.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import type { Boss } from './boss.ts';
import { spoken } from './names.ts';

/** What a worker is called at the queue, for those who look who is there: its queue, and what it trains with. */
export const workerName = (queue: string, environment: TrialEnvironment): string =>
  `worker ${queue} ${environmentName(environment)}`.slice(0, 400);

/** Who is there, by a worker's name; null: no worker. */
export function workerOf(
  name: string | null,
): { readonly queue: string; readonly trainsWith: string } | null {
  const found = /^worker (\S+) (.+)$/s.exec(name ?? '');
  if (found === null) return null;
  return { queue: found[1] as string, trainsWith: spoken(found[2] as string) };
}

export interface Attendance {
  /** Says from which queue children are to be taken now, and by what; null: whoever greets first. */
  wants(queue: string, environment: TrialEnvironment | null): void;
  end(): void;
}

/** How often is looked who is there, ms. */
const LOOKS = 3000;

/**
 * Looks which workers are at the queue, and says in words, once each, who may train none of a search's children and why; and
 * where there is nobody at all.
 */
export function createAttendance(
  { boss, shown }: Boss,
  { mixed, tell }: { readonly mixed: boolean; tell(sentence: string): void },
): Attendance {
  let wanted: { readonly queue: string; readonly environment: TrialEnvironment | null } | null = null;
  const told = new Set<string>();
  const once = (sentence: string): void => {
    if (told.has(sentence)) return;
    told.add(sentence);
    tell(sentence);
  };

  const look = async (): Promise<void> => {
    if (wanted === null) return;
    const { queue, environment } = wanted;
    const instances = await boss.getInstances({ limit: 10_000 });
    const workers = instances.flatMap(({ live, name }) => (live ? (workerOf(name) ?? []) : []));
    if (wanted.queue !== queue) return;
    const fits = (of: string): boolean => (environment === null ? isAlike(of, queue) : of === queue);
    for (const { queue: of, trainsWith } of workers) if (!fits(of)) once(whyLeftOut(of, trainsWith));
    if (!workers.some((one) => fits(one.queue)))
      once(
        `No worker at the queue can train the search’s children. Start some: npm run -s worker -- --queue ${shown}${mixed ? ' --mixed' : ''}`,
      );
  };

  const whyLeftOut = (of: string, trainsWith: string): string => {
    const { queue, environment } = wanted as NonNullable<typeof wanted>;
    const who = `A worker at the queue was refused: it trains with ${trainsWith}`;
    if (programOf(of) !== programOf(queue))
      return `${who}, by another version of this program, whose figures may differ. Use the same version everywhere.`;
    if (isMixed(of) !== mixed)
      return mixed
        ? `${who}, and takes no children of searches with --mixed. Start it with --mixed, too.`
        : `${who}, and was started with --mixed, so that it takes children of searches with --mixed alone.`;
    return `${who}, and this search’s first with ${environment === null ? 'another' : environmentName(environment)}; devices round differently, so that figures would not compare. Give --mixed to the search and to its workers to allow it; every trial then says which trained it.`;
  };

  const timer = setInterval(() => void look().catch(() => undefined), LOOKS);
  return {
    wants(queue, environment) {
      wanted = { queue, environment };
    },
    end: () => clearInterval(timer),
  };
}

/** Queues are named KIND/PROGRAM/WHAT. */
const programOf = (queue: string): string => queue.split('/')[1] ?? '';
const isMixed = (queue: string): boolean => queue.endsWith('/mixed');
const isAlike = (a: string, b: string): boolean => programOf(a) === programOf(b) && isMixed(a) === isMixed(b);
