import { type ReactElement, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { isSynthetic } from '../../../data/infos.ts';
import { freshTrainings } from '../../../search/finalists.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { CellColumn } from '../../child/cells/CellColumn.tsx';
import { dayOf } from '../../child/cells/curves/LookedUp.tsx';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { asTerm } from '../../classroom/glossary/Term.tsx';
import { percent } from '../../format.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rem } from '../../hooks/useScale.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Figure } from '../../parts/Figure.tsx';
import { uncertaintyTexts } from '../../texts/charts/uncertainty.ts';
import { commonTexts } from '../../texts/common.ts';
import { finishTexts as texts } from '../../texts/runs/finish.ts';
import { PanelFacts } from '../panels/facts.tsx';
import { Acts } from './Acts.tsx';
import { type CellHeights, freeHeights, heightsIn } from './cellHeights.ts';
import { Finalists } from './Finalists.tsx';
import { type Ended, type Finish, finishOf, type Won } from './finishOf.ts';
import { CompareFixedButton } from './fixed/CompareFixedButton.tsx';
import { Learned } from './Learned.tsx';
import './FinishCard.css';

export interface FinishCardProps {
  readonly mode: Mode;
  /** Of a cell's drawing in the panel that it takes the place of, px. */
  readonly height: number;
}

/** What stands above and below a drawing in that panel: its caption and the curves, px. */
const AROUND = 36 + 98;
const CAPTION = 24;
/** Under a drawing, px. */
const FREE = 4;

/** The end of a search: its winner, how sure that is, and what can be done next. As high as the panel it takes the place of. */
export function FinishCard({ mode, height }: FinishCardProps): ReactElement | null {
  const run = usePlayground(useShallow(endOf));
  const recipes = useRecipes();
  const finish = useMemo(
    () => run && finishOf(run, recipes.deviationOf(run.settings), recipes.randomOf(run.settings)),
    [run, recipes],
  );
  if (run === null || finish === null) return null;
  return (
    <>
      <PanelFacts>{finish.kind === 'won' && <Head won={finish} />}</PanelFacts>
      <section
        className="finish"
        aria-label={texts.section}
        style={isBesideCells(mode) ? { height: rem(height + AROUND) } : undefined}
      >
        <Body finish={finish} run={run} mode={mode} />
        <Acts settings={run.settings} winner={finish.kind === 'won' ? finish.winner : null} />
      </section>
    </>
  );
}

/** Where the result stands beside the cells, in a height that is given. */
const isBesideCells = (mode: Mode): boolean => mode === 'wide' || mode === 'drawer';

interface BodyProps {
  readonly finish: Finish;
  readonly run: Ended;
  readonly mode: Mode;
}

/** What the row of acts leaves of the card, which takes one line or two. */
function Body({ finish, run, mode }: BodyProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const heights =
    finish.kind === 'won' && size !== null ? heightsOf(finish.winner.architecture, mode, size.height) : null;
  return (
    <div ref={box} className="finish-body">
      <div className="finish-result">
        {finish.kind === 'won' ? (
          <Result won={finish} run={run} />
        ) : (
          <h3 className="finish-failed">
            {texts.allFailed(finish.finalists, finish.reason ?? commonTexts.unknownReason)}
          </h3>
        )}
      </div>
      {finish.kind === 'won' && heights !== null && (
        <div className="finish-cells">
          {(['normal', 'reduction'] as const).map((kind) => (
            <CellColumn
              key={kind}
              architecture={finish.winner.architecture}
              kind={kind}
              decisions={finish.winner.decisions ?? null}
              settings={run.settings}
              height={heights[kind]}
              caption
              animate={false}
              {...(kind === 'normal'
                ? {
                    beside: (
                      <span className="hint">
                        {texts.cost(finish.winner.trainable, finish.winner.multiplyAdds)}
                      </span>
                    ),
                  }
                : {})}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** None of it changes while something is trained beside the run. */
const endOf = ({ run }: PlaygroundState): Ended | null => {
  if (run === null) return null;
  const { settings, trials, finalists, updates } = run;
  return { settings, trials, finalists, updates };
};

function heightsOf(architecture: Architecture, mode: Mode, body: number): CellHeights {
  if (mode === 'phone') return freeHeights(architecture, 'S');
  if (mode === 'single') return freeHeights(architecture, 'P');
  return heightsIn(body - 2 * (CAPTION + FREE), architecture);
}

function Head({ won }: { readonly won: Won }): ReactElement {
  const { story, further } = won;
  return (
    <span className="finish-head">
      {texts.head(<b>{texts.winner}</b>, story.children, further, story.lookedUp)}
    </span>
  );
}

function Result({ won, run }: { readonly won: Won; readonly run: Ended }): ReactElement {
  const { final, reason, story, rows, sentences, lead, learned } = won;
  const { settings } = run;
  return (
    <>
      {final === null ? (
        <h3 className="finish-failed">{texts.finalFailed(reason ?? commonTexts.unknownReason)}</h3>
      ) : (
        <h3 className="finish-final">
          <span className="finish-figure">
            <Figure figure={percent(final.accuracy)} unit="%" />
          </span>{' '}
          {uncertaintyTexts.half(final.whisker.whole)}{' '}
          <span className="finish-on">
            {final.whisker.counts === 'images-only' && texts.imagesOnly}{' '}
            {texts.judgedOn(final.of.judgedOn, final.of.images, isSynthetic(settings.dataset))}
            {story.lookedUp && texts.trainedOn(dayOf(won.winner))}
          </span>
        </h3>
      )}
      <p className="finish-why">
        <Marked text={texts.why(story)} terms={['training-luck', 'finalist']} />
        {settings.reward === 'cost' && ` ${texts.weighed}`}
        {lead !== null && (
          <> {texts.ahead(lead.lead, <b>{percent(Math.abs(lead.lead))}</b>, lead.half, asTerm)}</>
        )}
      </p>
      <Finalists rows={rows} sentences={sentences} hasOne={freshTrainings(settings) === 1} />
      <CompareFixedButton settings={settings} winner={won.winner} />
      <Learned learned={learned} operations={settings.operations} />
    </>
  );
}
