import type { ReactNode } from 'react';
import type { FollowProblem, Standing } from '../../../store/replay/followed.ts';
import { whole } from '../../format.ts';
import { phrase } from '../phrase.ts';

interface Shown {
  readonly name: ReactNode;
  /** "trained on …" */
  readonly source: string;
  readonly done: number;
  readonly of: number;
}

/** A search elsewhere that the page shows as its file grows. */
export const followedTexts = {
  what: (file: string): string => (file === '' ? 'Following a run:' : `Following ${file}:`),
  waiting: 'there is no such file yet. It shows here as soon as a search writes it.',
  asking: 'the server is being asked.',
  standing: {
    growing: ({ name, source }: Shown) =>
      phrase`${name}, ${source}, a search at work elsewhere. It is only looked at: nothing here changes it. Start begins a search of your own, and leaves it.`,
    resting: ({ name, source, done, of }: Shown) =>
      phrase`${name}, ${source}, stands at ${whole(done)} of ${whole(of)} trials, and nobody is at work on it. Once its search goes on, it does so here.`,
    finished: ({ name, source }: Shown) =>
      phrase`${name}, ${source}, has finished. Start begins a search of your own.`,
  } satisfies Partial<Record<Standing, (shown: Shown) => ReactNode>>,
  problem: (problem: FollowProblem, hasRun: boolean): string => {
    const stays = hasRun ? ' What it held before stays on the page.' : '';
    switch (problem.kind) {
      case 'removed':
        return `the file is gone.${stays} It shows here again as soon as it is back.`;
      case 'unreadable':
        return `the file cannot be opened: ${problem.why}.${stays} It is tried again every second.`;
      case 'damaged':
        return `the file holds no run that this page can read.${stays} ${problem.why}`;
      case 'unreachable':
        return `the server of this page does not answer.${stays} Where it has been stopped, start it again: npm start -- --follow FILE.`;
      case 'nothing-followed':
        return 'the server of this page follows none. Start it with npm start -- --follow FILE, FILE being what the search was given as --out.';
      case 'unloaded':
        return 'the part of the page that does so could not be loaded. Reload the page.';
      default:
        return problem satisfies never;
    }
  },
  close: 'Stop following',
} as const;
