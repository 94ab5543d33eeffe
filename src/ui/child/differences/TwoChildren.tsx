import { type ReactElement, useContext, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Settings } from '../../../settings/settings.ts';
import type { CellKind } from '../../../space/architecture.ts';
import { sameGraph } from '../../../space/canonical.ts';
import { changesOf, spelledLike } from '../../../space/changes.ts';
import { PlacesContext } from '../../hooks/places.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Words } from '../../parts/Words.tsx';
import type { DeviationOf } from '../../search/board/groups/deviation.ts';
import { differencesTexts as texts } from '../../texts/child/layer/differences.ts';
import { commonTexts } from '../../texts/common.ts';
import { Changes } from './Changes.tsx';
import type { ComparedChild } from './children.ts';
import { FiguresTable, LeadFacts } from './Facts.tsx';
import { leadOf } from './lead.ts';
import { TwoCells } from './TwoCells.tsx';
import './Facts.css';
import './TwoChildren.css';

export interface TwoChildrenProps {
  readonly first: ComparedChild;
  readonly second: ComparedChild;
  readonly settings: Settings;
  readonly deviationOf: DeviationOf;
  readonly mode: Mode;
}

const KINDS = ['normal', 'reduction'] as const satisfies readonly CellKind[];

/** Both cells of a child stand side by side from this width on: five blocks in a row at M, and four of them. px */
const BOTH = 800;
/** Beside a drawing: a child's head, a caption, and what is free below. px */
const AROUND = 44 + 20 + 13;
const LEAST = 232;
const PHONE = 264;
const SINGLE = 292;

/** Two children one above the other, and at their right what differs: counts, words, and whether the lead means anything. */
export function TwoChildren({
  first,
  second: own,
  settings,
  deviationOf,
  mode,
}: TwoChildrenProps): ReactElement {
  const like = useMemo(
    () => spelledLike(first.architecture, own.architecture),
    [first.architecture, own.architecture],
  );
  const second = useMemo(() => ({ ...own, architecture: like }), [own, like]);
  const isSame = useMemo(() => sameGraph(first.architecture, like), [first.architecture, like]);
  const changes = useMemo(
    () =>
      Object.fromEntries(
        KINDS.map((kind) => [kind, changesOf(kind, first.architecture[kind], like[kind])]),
      ) as Record<CellKind, ReturnType<typeof changesOf>>,
    [first.architecture, like],
  );
  const lead = useMemo(
    () => leadOf(first, second, settings, deviationOf),
    [first, second, settings, deviationOf],
  );
  const rankOf = useStore(useContext(PlacesContext), (places) => places.rank);
  const rank = ({ id }: ComparedChild): string | null => (typeof id === 'number' ? rankOf(id) : null);
  const again = [first, second].filter((child) => child.again);
  const [chosen, setChosen] = useState<CellKind | null>(null);
  const [box, size] = useSize<HTMLDivElement>();
  const hasBoth = size !== null && size.width >= BOTH;
  const kind =
    chosen ?? (changes.normal.length === 0 && changes.reduction.length > 0 ? 'reduction' : 'normal');
  const isFixed = mode === 'phone' || mode === 'single';
  const fixed = mode === 'phone' ? PHONE : SINGLE;
  const padding = mode === 'phone' ? 32 : 40;
  return (
    <div className="two">
      <div ref={box} className="two-rows">
        {size !== null && !hasBoth && (
          <div className="two-choice">
            <Words
              name={texts.choice}
              words={KINDS.map((one) => [one, commonTexts.cellNames[one], null] as const)}
              chosen={kind}
              onChoose={setChosen}
            />
          </div>
        )}
        {size !== null && size.width > padding && (
          <TwoCells
            two={[first, second]}
            ranks={[rank(first), rank(second)]}
            settings={settings}
            kinds={hasBoth ? KINDS : [kind]}
            room={{
              width: size.width - padding,
              height: isFixed
                ? fixed
                : Math.max(LEAST, Math.floor((size.height - (hasBoth ? 0 : 40)) / 2) - AROUND),
            }}
          />
        )}
      </div>
      {/* What scrolls must be reached by keys. */}
      <section className="two-side" aria-label={texts.panel} tabIndex={isFixed ? undefined : 0}>
        <FiguresTable first={first} second={second} />
        {again.length > 0 && <p className="two-again">{texts.again(again.map(({ name }) => name))}</p>}
        {isSame ? (
          <p className="two-part">{texts.sameGraph}</p>
        ) : (
          KINDS.map((one) => (
            <Changes key={one} kind={one} changes={changes[one]} first={first} second={second} />
          ))
        )}
        <LeadFacts lead={lead} first={first} second={second} />
      </section>
    </div>
  );
}
