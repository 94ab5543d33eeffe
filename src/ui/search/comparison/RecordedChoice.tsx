import { type ReactElement, useEffect, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { Words } from '../../parts/Words.tsx';
import { comparisonTexts } from '../../texts/search/comparison.ts';
import { loadComparisons, type RecordedResult } from './recorded.ts';
import { LESSON_TERMS } from './terms.ts';

const texts = comparisonTexts.recorded;

/** The comparisons that come with the page, shown without a wait; the first as it opens. */
export function RecordedChoice(): ReactElement | null {
  const show = usePlayground((state) => state.showComparison);
  const open = usePlayground((state) => state.openComparison);
  const shown = usePlayground(({ comparing: { result } }) =>
    result?.recorded === undefined ? null : result.asked,
  );
  const [known, setKnown] = useState<readonly RecordedResult[]>([]);
  useEffect(() => {
    let isLeft = false;
    loadComparisons().then(
      (all) => {
        if (isLeft) return;
        setKnown(all);
        const [few] = all;
        if (few !== undefined) show(few.terms, few.result);
        open(LESSON_TERMS);
      },
      // Without the recording it is made here.
      () => isLeft || open(LESSON_TERMS),
    );
    return () => {
      isLeft = true;
    };
  }, [show, open]);
  if (known.length === 0) return null;
  return (
    <div data-recorded="">
      <Words
        name={texts.name}
        isNamed
        words={known.map(({ terms }) => [String(terms.seeds), texts.seeds(terms.seeds), texts.says])}
        chosen={String(shown)}
        onChoose={(seeds) => {
          const one = known.find(({ terms }) => String(terms.seeds) === seeds);
          if (one !== undefined) show(one.terms, one.result);
        }}
      />
    </div>
  );
}
