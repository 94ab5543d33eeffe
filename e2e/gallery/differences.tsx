import type { ReactElement } from 'react';
import type { Settings } from '../../src/settings/settings.ts';
import { spelledLike } from '../../src/space/changes.ts';
import { type Around, type ComparedChild, childBy } from '../../src/ui/child/differences/children.ts';
import { LeadFacts } from '../../src/ui/child/differences/Facts.tsx';
import { leadOf } from '../../src/ui/child/differences/lead.ts';
import { TwoCells } from '../../src/ui/child/differences/TwoCells.tsx';
import { TwoChildren } from '../../src/ui/child/differences/TwoChildren.tsx';
import { type ComparedStory, comparedChildren } from '../../src/ui/child/differences/testing/compared.ts';
import { Part, Tile } from './Tile.tsx';

/** Made children of one run, two and two held against each other. */

const aroundOf = (story: ComparedStory = {}): Around => {
  const { settings, trials, finalists } = comparedChildren(story);
  return { trials, finalists, training: [], settings, pinned: [] };
};
const around = aroundOf();
const bare = aroundOf({ hasBits: false });

type Two = readonly [ComparedChild, ComparedChild];

function twoOf(first: number, second: number): Two {
  const [one, other] = [childBy(first, around)!, childBy(second, around)!];
  return [one, { ...other, architecture: spelledLike(one.architecture, other.architecture) }];
}

interface LeadState {
  readonly title: string;
  readonly children: readonly [number, number];
  readonly deviation?: number;
  readonly hasBits?: boolean;
}

const LEADS: readonly LeadState[] = [
  { title: 'lead, may be chance', children: [1, 2], deviation: 0.01 },
  { title: 'lead, hardly chance', children: [3, 6], deviation: 0.2 },
  { title: 'lead, deviation not measured', children: [1, 2] },
  { title: 'lead, bits not kept', children: [1, 2], deviation: 0.01, hasBits: false },
  { title: 'lead, one training', children: [2, 7] },
  { title: 'lead, one failed', children: [1, 5] },
];

function LeadTile({ children, deviation, hasBits = true }: LeadState): ReactElement {
  const own = hasBits ? around : bare;
  const [first, second] = [childBy(children[0], own)!, childBy(children[1], own)!];
  const deviationOf = (_: Settings): number | null => deviation ?? null;
  return (
    <div style={{ width: 224 }}>
      <LeadFacts lead={leadOf(first, second, own.settings, deviationOf)} first={first} second={second} />
    </div>
  );
}

const NO_RANKS = [null, null] as const;

export function Differences({ wide }: { readonly wide: boolean }): ReactElement {
  const { settings } = around;
  const room = wide ? { width: 816, height: 320 } : { width: 310, height: 264 };
  const kinds = wide ? (['normal', 'reduction'] as const) : (['normal'] as const);
  return (
    <Part title="Two children">
      {(
        [
          ['cells, three changes', 1, 2],
          ['cells, nothing in common', 1, 6],
          ['cells, the same', 2, 7],
        ] as const
      ).map(([title, first, second]) => (
        <Tile key={title} title={title}>
          <div style={{ width: room.width + 40 }}>
            <TwoCells
              two={twoOf(first, second)}
              ranks={NO_RANKS}
              settings={settings}
              kinds={kinds}
              room={room}
            />
          </div>
        </Tile>
      ))}
      {wide && (
        <Tile title="two children, one decision apart">
          <div style={{ width: 1120, height: 812, display: 'flex' }}>
            <TwoChildren
              first={childBy(3, around)!}
              second={childBy(4, around)!}
              settings={settings}
              deviationOf={() => 0.01}
              mode="wide"
            />
          </div>
        </Tile>
      )}
      {LEADS.map((state) => (
        <Tile key={state.title} title={state.title}>
          <LeadTile {...state} />
        </Tile>
      ))}
    </Part>
  );
}
