import type { ReactElement } from 'react';
import type { FixedComparison } from '../../../../search/fixed.ts';
import type { Judgement } from '../../../../studies/fixed/verdict.ts';
import { commonTexts } from '../../../texts/common.ts';
import { fixedTexts as texts } from '../../../texts/runs/fixed.ts';
import { isDecided, judgesOf, leadsOf } from './compared.ts';
import './FixedVerdict.css';

/** What a comparison comes to, in a sentence, and what it stands on. */
export function FixedVerdict({
  comparison,
  judgement,
}: {
  readonly comparison: FixedComparison | null;
  readonly judgement: Judgement | null;
}): ReactElement | null {
  const judges = comparison && judgesOf(comparison);
  if (comparison === null || judgement === null || comparison.trainings.length === 0) return null;
  const { verdict, failed, seeds, luck } = judgement;
  const leads = leadsOf(judgement);
  const reasonOf = (id: string): string =>
    comparison.trainings.find(({ network, reason }) => network === id && reason !== undefined)?.reason ??
    commonTexts.unknownReason;
  return (
    <div className="fixed-verdict">
      <p className="fixed-verdict-says" role="status">
        {isDecided(comparison)
          ? texts.verdict(verdict, leads, seeds, judges?.on ?? 'validation')
          : texts.pending}
      </p>
      <div className="fixed-verdict-notes">
        {leads
          .filter(({ lead }) => lead.match !== 'equal')
          .map(({ id, lead }) => (
            <p key={id}>{texts.unequal(id, lead)}</p>
          ))}
        {isDecided(comparison) && failed.map((id) => <p key={id}>{texts.failed(id, reasonOf(id))}</p>)}
        {judges !== null && (
          <p>
            {texts.judged(judges.on, judges.images)} {leads.length > 0 && texts.whiskers(luck, seeds)}
          </p>
        )}
      </div>
    </div>
  );
}
