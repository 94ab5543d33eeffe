import type { Result } from '../../base/result.ts';
import { phaseAtRest, type Run } from '../../run/run.ts';
import { isActive } from '../search.ts';
import type { PlaygroundStore } from '../store.ts';
import type { Followed, FollowProblem, Standing } from './followed.ts';

/** What the server says of the file that it follows. */
export type FollowAnswer =
  | {
      readonly kind: 'file';
      readonly name: string;
      /** Whether a search is at it. */
      readonly written: boolean;
      /** Tells what the file holds from what it held before. */
      readonly tag: string;
      readonly file: Blob;
    }
  /** It holds what it held at that tag. */
  | { readonly kind: 'same'; readonly name: string; readonly written: boolean }
  | { readonly kind: 'absent'; readonly name: string; readonly written: boolean }
  | { readonly kind: 'unreadable'; readonly name: string; readonly why: string }
  | { readonly kind: 'nothing-followed' }
  | { readonly kind: 'unreachable' };

export interface FollowPorts {
  /** Asks for what the file holds, unless that is what it held at this tag. Never rejects. */
  ask(tag: string | null): Promise<FollowAnswer>;
  /** As StorePorts has it. */
  readRunFile(file: Blob): Promise<Result<Run, string>>;
  /** Until the server is to be asked again. */
  wait(): Promise<void>;
}

/**
 * Shows a run as its file grows, until the page is at something else or a person has had enough. What was read last stays,
 * whatever becomes of the file; another run that takes its place is shown in its place. A lesson's run may lie over it meanwhile.
 */
export async function follow(store: PlaygroundStore, ports: FollowPorts): Promise<void> {
  const { getState: get } = store;
  const put = (patch: Partial<Followed>): void => {
    const { followed } = get();
    if (followed !== null) get().setFollowed({ ...followed, ...patch });
  };
  /** What was read and is not shown yet. */
  let newest: Run | null = null;
  /** What was on the page before: another that is opened while nothing is read is what a person wants to see. */
  const first = get().run?.id;
  const show = (): void => {
    const { followed, lessons, replay, run: own } = get();
    if (followed === null || lessons?.at === 'lesson') return;
    const isOpened = followed.run === null && replay === null && own !== null && own.id !== first;
    if (isOpened || (followed.run !== null && replay?.whole.id !== followed.run)) {
      get().setFollowed(null);
    } else if (newest !== null) {
      const run = newest;
      newest = null;
      if (followed.run !== null && replay?.whole.created === run.created) {
        get().growReplay(run);
        return;
      }
      put({ run: null });
      get().playRecorded(run, { atEnd: true });
      put({ run: get().replay?.whole.id ?? null });
    }
  };
  const unsubscribe = store.subscribe(({ followed, replay, lessons, run }, before) => {
    if (followed === null) unsubscribe();
    else if (isActive(run)) get().setFollowed(null);
    // What opens or leaves a lesson is several changes of state.
    else if (replay !== before.replay || lessons !== before.lessons || run?.id !== before.run?.id)
      queueMicrotask(show);
  });
  const reading = createReading(ports.readRunFile);
  try {
    while (get().followed !== null) {
      const { run, ...told } = await reading.take(await ports.ask(reading.tag()));
      if (run !== null) newest = run;
      put(told);
      show();
      if (told.problem?.kind === 'nothing-followed') return;
      await ports.wait();
    }
  } finally {
    // Where the server follows none that is told until the page is at something else.
    if (get().followed === null) unsubscribe();
  }
}

/** What of the file is known. */
function createReading(readRunFile: FollowPorts['readRunFile']) {
  let held: Run | null = null;
  let tag: string | null = null;
  let unread: { readonly tag: string; readonly why: string } | null = null;
  const read = async (answer: FollowAnswer & { readonly kind: 'file' }): Promise<Run | null> => {
    const given = await readRunFile(answer.file);
    // Half a file is whole a moment later: it is told of what is still no run when it is looked at again.
    if (!given.ok && unread?.tag !== answer.tag) {
      unread = { tag: answer.tag, why: given.error };
      return null;
    }
    tag = answer.tag;
    if (!given.ok) return null;
    unread = null;
    held = given.value;
    return held;
  };
  const problem = (): FollowProblem | null =>
    unread !== null && unread.tag === tag ? { kind: 'damaged', why: unread.why } : null;

  return {
    /** Of what was read last. */
    tag: () => tag,
    async take(answer: FollowAnswer): Promise<Told> {
      if (answer.kind === 'unreachable' || answer.kind === 'nothing-followed')
        return { run: null, problem: { kind: answer.kind } };
      const { name } = answer;
      if (answer.kind === 'unreadable')
        return { run: null, name, problem: { kind: 'unreadable', why: answer.why } };
      const run = answer.kind === 'file' ? await read(answer) : null;
      const standing = standingOf(held, answer.written);
      if (answer.kind !== 'absent') return { run, name, standing, problem: problem() };
      // Whatever comes in its place is looked at.
      tag = null;
      return { run, name, standing, problem: held === null ? null : { kind: 'removed' } };
    },
  };
}

interface Told extends Partial<Pick<Followed, 'name' | 'standing'>>, Pick<Followed, 'problem'> {
  /** What was read just now. */
  readonly run: Run | null;
}

function standingOf(run: Run | null, written: boolean): Standing {
  if (run === null) return 'waiting';
  if (phaseAtRest(run) === 'finished') return 'finished';
  return written ? 'growing' : 'resting';
}
