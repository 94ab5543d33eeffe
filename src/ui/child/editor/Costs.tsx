import type { ReactElement } from 'react';
import { childCounts } from '../../../settings/childGraph.ts';
import type { Architecture } from '../../../space/architecture.ts';
import type { EditorOrigin } from '../../../store/editor/editor.ts';
import { compactText, NONE, percent } from '../../format.ts';
import { tradeoffTexts } from '../../texts/charts/tradeoff.ts';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { type CostSettings, pairCost } from '../cells/pairCost.ts';
import './choices/ChoiceGroup.css';
import './Costs.css';

const says = editorTexts.costs;

/** The paper's network for CIFAR-10 (Zoph et al. 2018, section 4.1). */
const PAPER = { cellsPerStage: 6, filters: 32, imageSize: 32 } as const;

export interface CostsProps {
  readonly origin: EditorOrigin;
  /** Null where nothing was before, and while it is not whole. */
  readonly before: Architecture | null;
  readonly now: Architecture | null;
  /** It is what a choice would give. */
  readonly isPointed: boolean;
  readonly settings: CostSettings;
  /** Held out, of what was copied; null where it has none. */
  readonly accuracy: number | null;
  /** Milliseconds of a training step, of what was copied; null where none was measured. */
  readonly step: number | null;
}

/** Counts of the edited pair against what they were. */
export function Costs({ origin, before, now, isPointed, settings, ...measured }: CostsProps): ReactElement {
  const { accuracy, step } = measured;
  const was = before && pairCost(before, settings);
  const is = now && pairCost(now, settings);
  const wasWhole = before && childCounts(before, PAPER);
  const isWhole = now && childCounts(now, PAPER);
  return (
    <section aria-label={says.title}>
      <div className="choice-head">
        <h3>{says.title}</h3>
        {isPointed && <span className="hint">{says.pointed}</span>}
      </div>
      <table className="costs">
        <colgroup>
          <col />
          <col className="costs-before" />
          <col className="costs-now" />
          <col className="costs-last" />
        </colgroup>
        <thead>
          <tr>
            <td className="costs-size">{says.own(settings)}</td>
            <th scope="col">{says.before(origin)}</th>
            <th scope="col">{says.now}</th>
            <th scope="col">{says.change}</th>
          </tr>
        </thead>
        <tbody>
          <Count name={says.parameters} was={was?.trainable} is={is?.trainable} />
          <Count name={says.multiplyAdds} was={was?.multiplyAdds} is={is?.multiplyAdds} />
          {step !== null && <Measured name={says.step} was={tradeoffTexts.step(step)} />}
          {accuracy !== null && <Measured name={says.heldOut} was={percent(accuracy)} />}
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={4} className="costs-whole">
              {says.whole(PAPER)}
            </th>
          </tr>
          <Count name={says.parameters} was={wasWhole?.trainable} is={isWhole?.trainable} />
          <Count name={says.multiplyAdds} was={wasWhole?.multiplyAdds} is={isWhole?.multiplyAdds} />
        </tbody>
      </table>
    </section>
  );
}

/** What only training tells: of the edited pair nobody knows it yet. */
function Measured({ name, was }: { readonly name: string; readonly was: string }): ReactElement {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{was}</td>
      <td>{NONE}</td>
      <td />
    </tr>
  );
}

interface CountProps {
  readonly name: string;
  readonly was: number | undefined;
  readonly is: number | undefined;
}

function Count({ name, was, is }: CountProps): ReactElement {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{was === undefined ? NONE : compactText(was)}</td>
      <td>
        <b>{is === undefined ? NONE : compactText(is)}</b>
      </td>
      <td className="costs-change">{was === undefined || is === undefined ? '' : says.signed(is - was)}</td>
    </tr>
  );
}
