import { type ReactElement, useEffect, useRef } from 'react';
import { usePlayground } from '../../store/context.ts';
import { comparisonJson } from '../../studies/comparison/json.ts';
import { verdicts } from '../../studies/comparison/words.ts';
import { Notice } from '../notices/Notice.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Spoken } from '../parts/Spoken.tsx';
import { tip } from '../parts/tips/tip.ts';
import { saveFile } from '../runs/saveFile.ts';
import { barTexts } from '../texts/bar.ts';
import { benchmarkTexts } from '../texts/benchmark.ts';
import { commonTexts } from '../texts/common.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { comparisonProblem } from '../texts/comparisonProblems.ts';
import { benchmarkWords } from './benchmarkWords.ts';
import { ComparisonSetup } from './ComparisonSetup.tsx';
import { CoursePanel } from './CoursePanel.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { contestantName } from './names.ts';
import { Verdicts } from './Verdicts.tsx';
import '../parts/Panel.css';
import './ComparisonDialog.css';

export interface ComparisonDialogProps {
  readonly onClose: () => void;
}

/** Strategies against each other on the tabulated benchmark; a search of one's own goes on behind it. */
export function ComparisonDialog({ onClose }: ComparisonDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const { phase, benchmark, result, problem: told } = usePlayground((state) => state.comparing);
  const problem = told && comparisonProblem(told);
  const open = usePlayground((state) => state.openComparison);
  const close = usePlayground((state) => state.closeComparison);
  useEffect(() => {
    dialog.current?.showModal();
    open();
    return close;
  }, [open, close]);
  const comparison = result?.comparison ?? null;
  const spoken =
    comparison === null ? '' : comparisonTexts.outcome.spoken(verdicts(comparison, contestantName));
  return (
    <dialog
      ref={dialog}
      className="comparison"
      aria-label={barTexts.compare.name}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div className="panel-head">
        <h2>{barTexts.compare.name}</h2>
        <form method="dialog" className="panel-facts">
          {comparison !== null && (
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
          <button type="submit" className="icon-button" aria-label={comparisonTexts.close}>
            <Icon sign="close" />
          </button>
        </form>
      </div>
      <Spoken text={phase === 'comparing' ? comparisonTexts.comparing : spoken} />
      {problem && (
        <Notice tone="error" what={problem.what} action={{ text: commonTexts.tryAgain, act: open }}>
          {problem.rest}
        </Notice>
      )}
      <div className="comparison-body">
        <div className="comparison-side">
          <ComparisonSetup />
          <section className="comparison-benchmark" aria-label={benchmarkTexts.name}>
            <h3>{benchmarkTexts.name}</h3>
            {benchmark === null ? (
              <p>{phase === 'loading' ? benchmarkTexts.reading : benchmarkTexts.unread}</p>
            ) : (
              benchmarkWords(benchmark).map((sentence) => <p key={sentence}>{sentence}</p>)
            )}
          </section>
        </div>
        <div className="comparison-main">
          <CoursePanel />
          <div className="comparison-outcome">
            {comparison !== null && (
              <>
                <Verdicts comparison={comparison} />
                <FiguresTable comparison={comparison} />
              </>
            )}
          </div>
        </div>
      </div>
    </dialog>
  );
}
