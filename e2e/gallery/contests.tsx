import type { ReactElement } from 'react';
import { createStore } from 'zustand/vanilla';
import { createRandom } from '../../src/base/random.ts';
import { type Contest, contestDigest, encodeContest } from '../../src/codecs/contest/contest.ts';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { ENGINE_VERSIONS } from '../../src/protocol/environment.ts';
import { BEYOND_MADE } from '../../src/search/made.ts';
import { TINY_SETTINGS } from '../../src/settings/testing/tiny.ts';
import type { Architecture } from '../../src/space/architecture.ts';
import { sampleArchitecture } from '../../src/space/sample.ts';
import { boardOf, type Retraining } from '../../src/store/classBoard/board.ts';
import type { ClassBoardState, ClassBoardStore } from '../../src/store/classBoard/classBoard.ts';
import type { Given } from '../../src/store/classBoard/given.ts';
import { StoreContext } from '../../src/store/context.ts';
import type { PlaygroundStore } from '../../src/store/store.ts';
import { BoardTable } from '../../src/ui/classroom/classBoard/BoardTable.tsx';
import { BoardContext } from '../../src/ui/classroom/classBoard/useBoard.ts';
import { ContestRow } from '../../src/ui/classroom/contest/ContestRow.tsx';
import '../../src/ui/base.css';
import '../../src/ui/classroom/classBoard/ClassBoardView.css';
import '../../src/ui/parts/styles/text.css';
import { Part, Tile } from './Tile.tsx';

/** The class board's table and the editor's row of a contest in their states: names, claims and figures are made. */

const settings = { ...TINY_SETTINGS, validationImages: 1000 };
const SEEDS = [1, 2, 3].map((at) => BEYOND_MADE + at);
const contest: Contest = { title: 'Tuesday group', settings, limits: {}, seeds: SEEDS };
const random = createRandom(24);
const pairs = Array.from({ length: 6 }, () => sampleArchitecture(settings, random));

interface HandedIn {
  readonly by: string;
  readonly pair: number;
  readonly claim: number | null;
  /** What its own seed gives here; absent: not yet trained. */
  readonly proof?: number | null;
  /** From fresh seeds. */
  readonly fresh?: readonly number[];
}

interface BoardStory {
  readonly title: string;
  readonly hands: readonly HandedIn[];
  readonly working?: { readonly pair: number; readonly share: number };
}

const RANKED: readonly HandedIn[] = [
  { by: 'Ada', pair: 0, claim: 0.461, proof: 0.461, fresh: [0.452, 0.455, 0.449] },
  { by: 'Ben', pair: 1, claim: 0.47, proof: 0.444, fresh: [0.447, 0.441, 0.45] },
  { by: 'Çiğdem', pair: 0, claim: 0.461, proof: 0.461 },
  { by: 'A nickname of 24 signs ab', pair: 2, claim: 0.39, proof: 0.39, fresh: [0.381] },
  { by: '', pair: 3, claim: null, fresh: [0.32] },
  { by: 'Emil', pair: 4, claim: 0.44, proof: null },
];

const STORIES: readonly BoardStory[] = [
  { title: 'waiting', hands: RANKED.slice(0, 4).map(({ by, pair, claim }) => ({ by, pair, claim })) },
  { title: 'ranked', hands: RANKED },
  {
    title: 'one in training',
    hands: [...RANKED.slice(0, 2), { by: 'Finn', pair: 5, claim: 0.42 }],
    working: { pair: 5, share: 0.4 },
  },
];

function boardStore({ hands, working }: BoardStory): ClassBoardStore {
  const codes = pairs.map((pair) => encodeArchitecture(pair));
  const given = hands.map(
    ({ by, pair, claim }, at): Given => ({
      ...{ kind: 'pair', code: codes[pair] ?? '', by, claim },
      seed: claim === null ? null : at,
    }),
  );
  const retrained = hands.flatMap(({ pair, proof, fresh = [] }, at): Retraining[] => {
    const one = { code: codes[pair] ?? '', seconds: 1, version: ENGINE_VERSIONS.wasm };
    return [
      ...(proof === undefined
        ? []
        : [{ ...one, seed: at, accuracy: proof, reason: 'The loss is infinite.' }]),
      ...fresh.map((accuracy, seed) => ({ ...one, seed: SEEDS[seed] ?? 0, accuracy })),
    ];
  });
  const board = boardOf({ contest, given, retrained, deviationOf: () => 0.007 });
  const row = board.rows.find(({ first }) => first.code === codes[working?.pair ?? -1]);
  const state: Pick<ClassBoardState, 'board' | 'open' | 'working'> = {
    board,
    open: { terms: encodeContest(contest), contest, digest: contestDigest(contest) },
    working:
      row === undefined || working === undefined
        ? null
        : {
            wanted: { ...row.first, kind: 'rank', key: row.key, seed: SEEDS[0] ?? 0 },
            progress: { epoch: 2, share: working.share, imagesPerSecond: 900 },
          },
  };
  return createStore(() => state as ClassBoardState);
}

interface RowStory {
  readonly title: string;
  readonly limits: Contest['limits'];
  readonly now: number | null;
  readonly pointed?: number;
}

const ROWS: readonly RowStory[] = [
  { title: 'no limit', limits: {}, now: 0 },
  { title: 'within its limit', limits: { parameters: 25_000 }, now: 1 },
  { title: 'a choice that is pointed at', limits: { parameters: 20_000 }, now: 1, pointed: 0 },
  {
    title: 'two limits, one broken',
    limits: { parameters: 25_000, multiplyAdds: 4_000_000 },
    now: 0,
  },
  { title: 'unfinished', limits: { parameters: 12_000 }, now: null },
];

const page = createStore(() => ({ leaveContest: () => {} })) as unknown as PlaygroundStore;
const pairAt = (at: number | null | undefined): Architecture | null =>
  at === null || at === undefined ? null : (pairs[at] ?? null);

export function Contests({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Contests and the class board">
      {ROWS.map(({ title, limits, now, pointed }) => {
        const set: Contest = { ...contest, limits };
        const open = { contest: set, terms: encodeContest(set), digest: contestDigest(set) };
        return (
          <Tile key={title} title={`contest, ${title}`}>
            <StoreContext value={page}>
              <div style={{ width: wide ? 900 : 350 }}>
                <ContestRow open={open} now={pairAt(now)} pointed={pairAt(pointed)} />
              </div>
            </StoreContext>
          </Tile>
        );
      })}
      {STORIES.map((story) => (
        <Tile key={story.title} title={`class board, ${story.title}`}>
          <BoardContext value={boardStore(story)}>
            <div
              className="class-board"
              data-mode={wide ? 'wide' : 'phone'}
              style={{ display: 'block', width: wide ? 1080 : 350, minHeight: 0 }}
            >
              <BoardTable columns={wide ? 8 : 3} />
            </div>
          </BoardContext>
        </Tile>
      ))}
    </Part>
  );
}
