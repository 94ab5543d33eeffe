import { type ReactElement, useEffect, useRef, useState } from 'react';
import { isWhole } from '../../../store/comparison.ts';
import { usePlayground } from '../../../store/context.ts';
import { BASELINE } from '../../../strategies/list.ts';
import type { ContestantId } from '../../../studies/comparison/contestants.ts';
import { comparisonJson } from '../../../studies/comparison/json.ts';
import { verdicts } from '../../../studies/comparison/words.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { measuredTime } from '../../format.ts';
import { Notice } from '../../notices/Notice.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Spoken } from '../../parts/Spoken.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { saveFile } from '../../runs/saveFile.ts';
import { commonTexts } from '../../texts/common.ts';
import { comparisonProblem } from '../../texts/notices/comparisonProblems.ts';
import { barTexts } from '../../texts/search/bar.ts';
import { benchmarkTexts } from '../../texts/search/benchmark.ts';
import { comparisonTexts } from '../../texts/search/comparison.ts';
import { benchmarkWords } from './benchmarkWords.ts';
import { ComparisonSetup } from './ComparisonSetup.tsx';
import { contestantName } from './names.ts';
import { RecordedChoice } from './RecordedChoice.tsx';
import { RegretPanel } from './RegretPanel.tsx';
import { EffectsTable } from './tables/EffectsTable.tsx';
import { FiguresTable } from './tables/FiguresTable.tsx';
import { WorthsTable } from './tables/WorthsTable.tsx';
import { USUAL_TERMS } from './terms.ts';
import '../../parts/Panel.css';
import './ComparisonDialog.css';

export interface ComparisonDialogProps {
  readonly onClose: () => void;
}

/** The one that says by itself what choices are worth. */
const FIRST_SHOWN: ContestantId = 'linear';

/** Strategies against each other on the tabulated benchmark; a search of one's own goes on behind it. */
export function ComparisonDialog({ onClose }: ComparisonDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const { phase, benchmark, terms, result, problem: told } = usePlayground((state) => state.comparing);
  const problem = told && comparisonProblem(told);
  const open = usePlayground((state) => state.openComparison);
  const close = usePlayground((state) => state.closeComparison);
  const [wanted, setWanted] = useState<ContestantId>(FIRST_SHOWN);
  const [asTable, setAsTable] = useState(false);
  const lesson = usePlayground(({ lessons }) => (lessons?.at === 'lesson' ? lessons.lesson : null));
  // It goes with the lesson that it was opened in.
  const [opener] = useState(lesson);
  const isBeside = opener !== null;
  useEffect(() => {
    if (!isBeside) {
      dialog.current?.showModal();
      open(USUAL_TERMS);
      return close;
    }
    // Beside a lesson, which goes on; it begins with what is recorded.
    dialog.current?.show();
    return close;
  }, [open, close, isBeside]);
  useEffect(() => {
    if (lesson !== opener && opener !== null) dialog.current?.close();
  }, [lesson, opener]);
  const comparison = result?.comparison ?? null;
  const taking = (terms?.contestants ?? []).filter((id) => id !== BASELINE);
  const chosen = taking.includes(wanted) ? wanted : (taking[0] ?? wanted);
  const spoken =
    comparison === null ? '' : comparisonTexts.outcome.spoken(verdicts(comparison, contestantName));
  return (
    <dialog
      ref={dialog}
      className="comparison"
      data-beside={isBeside || undefined}
      aria-label={barTexts.compare.name}
      onClose={onClose}
      onKeyDown={(event) => {
        if (isBeside && event.key === 'Escape') dialog.current?.close();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div className="panel-head">
        <h2>{barTexts.compare.name}</h2>
        <form method="dialog" className="panel-facts">
          {result !== null && isWhole(result) && (
            <span className="comparison-took num">
              {result.recorded === undefined
                ? comparisonTexts.took(<b>{measuredTime(result.seconds)}</b>)
                : comparisonTexts.recorded.made(new Date(result.recorded), measuredTime(result.seconds))}
            </span>
          )}
          {comparison !== null && phase !== 'comparing' && (
            <button
              type="button"
              className="link"
              {...tip(comparisonTexts.export.says)}
              onClick={() =>
                saveFile('comparison.json', `${JSON.stringify(comparisonJson(comparison), null, 2)}\n`)
              }
            >
              {comparisonTexts.export.text}
            </button>
          )}
          <button
            type="button"
            className="link"
            aria-pressed={asTable}
            {...tip(commonTexts.chartOrTable.says)}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? commonTexts.chartOrTable.chart : commonTexts.chartOrTable.table}
          </button>
          <button type="submit" className="icon-button" aria-label={comparisonTexts.close}>
            <Icon sign="close" />
          </button>
        </form>
      </div>
      <Spoken text={phase === 'comparing' ? comparisonTexts.comparing : spoken} />
      {problem && (
        <Notice
          tone="error"
          what={problem.what}
          action={{ text: commonTexts.tryAgain, act: () => open(USUAL_TERMS) }}
        >
          {problem.rest}
        </Notice>
      )}
      <div className="comparison-body">
        <div className="comparison-side">
          {isBeside && <RecordedChoice />}
          <ComparisonSetup />
          <section className="comparison-benchmark" aria-label={benchmarkTexts.name}>
            <h3>
              <Term id="table">{benchmarkTexts.name}</Term>
            </h3>
            {benchmark === null ? (
              <p>{phase === 'idle' ? benchmarkTexts.unread : benchmarkTexts.reading}</p>
            ) : (
              benchmarkWords(benchmark).map((sentence) => <p key={sentence}>{sentence}</p>)
            )}
          </section>
        </div>
        <div className="comparison-main">
          <RegretPanel chosen={chosen} asTable={asTable} />
          <div className="comparison-outcome">
            {asTable && comparison !== null ? (
              <FiguresTable comparison={comparison} />
            ) : (
              <>
                <EffectsTable chosen={chosen} onChoose={setWanted} />
                <WorthsTable chosen={chosen} />
              </>
            )}
          </div>
        </div>
      </div>
    </dialog>
  );
}
