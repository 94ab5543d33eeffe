import type { ReactElement } from 'react';
import { childCounts } from '../../../settings/childGraph.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { compactText, NONE, percent } from '../../format.ts';
import { tradeoffTexts } from '../../texts/charts/tradeoff.ts';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { type CostSettings, pairCost } from '../cells/pairCost.ts';
import type { Measured } from './measured.ts';
import './choices/ChoiceGroup.css';
import './Costs.css';

const says = editorTexts.costs;

/** The paper's network for CIFAR-10 (Zoph et al. 2018, section 4.1). */
const PAPER = { cellsPerStage: 6, filters: 32, imageSize: 32 } as const;

export interface CostsProps {
  /** Whose column the first is; null where what was copied is no child that was trained so. */
  readonly child: number | null;
  /** Null where nothing was before, and while it is not whole. */
  readonly before: Architecture | null;
  readonly now: Architecture | null;
  /** It is what a choice would give. */
  readonly isPointed: boolean;
  readonly settings: CostSettings;
  /** By what it would be trained from here. */
  readonly trained: CostSettings;
  readonly measured: Measured;
  /** While nothing is pointed at: what it tells keeps its row. */
  readonly atRest: Measured;
}

/** Counts of the edited pair against what they were, and what training told of both. */
export function Costs({
  child,
  before,
  now,
  isPointed,
  settings,
  trained,
  ...both
}: CostsProps): ReactElement {
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
            <th scope="col">{says.before(child)}</th>
            <th scope="col">{says.now}</th>
            <th scope="col">{says.change}</th>
          </tr>
        </thead>
        <tbody>
          <Count name={says.parameters} was={was?.trainable} is={is?.trainable} />
          <Count name={says.multiplyAdds} was={was?.multiplyAdds} is={is?.multiplyAdds} />
          <Told name={says.step} figure="step" format={tradeoffTexts.step} {...both} />
          <Told name={says.heldOut} figure="accuracy" format={percent} difference={says.points} {...both} />
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
      {says.own(trained) !== says.own(settings) && <p className="costs-trained">{says.trained(trained)}</p>}
    </section>
  );
}

interface ToldProps extends Pick<CostsProps, 'measured' | 'atRest'> {
  readonly name: string;
  readonly figure: 'step' | 'accuracy';
  readonly format: (value: number) => string;
  /** Of what is worth comparing. */
  readonly difference?: (value: number) => string;
}

/** What only training tells: no row where it told nothing of either. */
function Told({ name, figure, format, difference, measured, atRest }: ToldProps): ReactElement | null {
  const { was, is, compare } = measured;
  const [before, now] = [was?.[figure] ?? null, is?.[figure] ?? null];
  if ([before, now, atRest.is?.[figure] ?? null].every((one) => one === null)) return null;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{before === null ? NONE : format(before)}</td>
      <td title={is === null || now === null ? undefined : says.child(is.child)}>
        {now === null ? NONE : <b>{format(now)}</b>}
      </td>
      <td className="costs-change">
        {difference && compare && before !== null && now !== null ? difference(now - before) : ''}
      </td>
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
