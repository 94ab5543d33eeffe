import type { Command, Event } from '../../protocol/protocol.ts';
import { applyEvent, atRest, liveRun } from '../../run/live.ts';
import { startOf } from '../../run/resuming/resume.ts';
import { newRun, type Run } from '../../run/run.ts';
import type { Settings } from '../../settings/settings.ts';
import type { LessonsMemory } from '../../storage/lessonsMemory.ts';
import { type Connect, createLine } from '../link.ts';
import type { ReplayState } from '../replay/replay.ts';
import { createAside, type PageAround, type TakeAside } from './aside.ts';

export type { TakeAside };

/** What stands in the place of the leaderboard. */
export type OpenLessons =
  | { readonly at: 'list' }
  /** Both from 1. An address may name one that there is not: the view says so. */
  | { readonly at: 'lesson'; readonly lesson: number; readonly step: number };

export interface LessonsState {
  readonly lessons: OpenLessons | null;
  /** Guesses, answers, and what was done, as this machine remembers it. */
  readonly learned: LessonsMemory;
  /** The run that a lesson brought: it plays as a recorded one does, and what was on the page waits behind it. */
  readonly lessonRun: string | null;
  /** A lesson begins on a page of its own: what was there is put aside, as another lesson's is. */
  openLessons(to?: OpenLessons): void;
  /** Gives back what was there before: run, child, drafts, layer and views. */
  closeLessons(): void;
  /** What the page's views remember goes with the rest, now where a lesson is open, and as each begins. */
  keepViews(views: readonly TakeAside[]): void;
  learn(patch: Partial<LessonsMemory>): void;
  /** Plays a run for a lesson, standing at a moment; null: gives the page back its own. */
  stageRun(run: Run | null, moment?: number): void;
  /** A looked-up search, made at once and shown nowhere; tells how many children it has. Rejects with what the table's worker said. */
  lookUpRun(settings: Settings, name: string, onChild?: (children: number) => void): Promise<Run>;
}

export interface LessonsPorts {
  readonly connectLookup: Connect<Command, Event>;
  readonly tableUrl: string | null;
  readonly dataUrl: string;
  now(): string;
}

type Around = LessonsState &
  PageAround &
  Pick<ReplayState, 'replay' | 'playRecorded' | 'leaveReplay' | 'seek' | 'setPlaying'>;

export function createLessonsSlice(
  set: (patch: Partial<Around>) => void,
  get: () => Around,
  ports: LessonsPorts,
  learned: LessonsMemory = {},
): LessonsState {
  const aside = createAside(get);
  const giveRunBack = (): void => {
    const { lessonRun, replay } = get();
    if (lessonRun !== null && replay?.whole.id === lessonRun) get().leaveReplay();
    set({ lessonRun: null });
  };
  /** What the page gets back as the lesson is left that is open. */
  const left = (): Partial<Around> => {
    if (get().lessons?.at !== 'lesson') return {};
    giveRunBack();
    return aside.given();
  };
  return {
    lessons: null,
    learned,
    lessonRun: null,
    openLessons(to = { at: 'list' }) {
      const { lessons } = get();
      const isSame = lessons?.at === 'lesson' && to.at === 'lesson' && lessons.lesson === to.lesson;
      if (isSame) return set({ lessons: to });
      const given = left();
      // At once: between two lessons there is no moment without one.
      set({ lessons: to, ...given, ...(to.at === 'lesson' ? aside.taken(given) : {}) });
    },
    closeLessons() {
      if (get().lessons !== null) set({ ...left(), lessons: null });
    },
    keepViews: (views) => aside.keep(views, get().lessons?.at === 'lesson'),
    learn: (patch) => set({ learned: { ...get().learned, ...patch } }),
    stageRun(run, moment = 0) {
      giveRunBack();
      if (run === null) return;
      get().playRecorded(run);
      set({ lessonRun: get().replay?.whole.id ?? null });
      get().seek(moment);
      get().setPlaying(false);
    },
    lookUpRun(settings, name, onChild = () => {}) {
      const { tableUrl, dataUrl, connectLookup } = ports;
      return new Promise((resolve, reject) => {
        const id = 'lesson';
        let run = liveRun(id, newRun({ name, created: ports.now(), settings }));
        const end = (why: string | null): void => {
          line.disconnect();
          if (why === null) resolve(atRest(id, { ...run, updated: ports.now() }));
          else reject(new Error(why));
        };
        const line = createLine<Command, Event>(connectLookup, {
          hear(event) {
            if (event.type === 'inspection' || event.type === 'measured' || event.run !== id) return;
            run = applyEvent(run, event);
            if (event.type === 'trial-ended') onChild(run.trials.length);
            if (event.type === 'problem') end(JSON.stringify(event.problem));
            if (event.type === 'phase' && event.phase === 'finished') end(null);
          },
          crash: end,
        });
        if (tableUrl === null) return reject(new Error('no table comes with this page'));
        line.send(startOf(id, run, { dataUrl, tableUrl, mode: 'run', place: 'automatic', speed: 64 }));
      });
    },
  };
}
