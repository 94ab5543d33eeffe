import type { ReactElement } from 'react';
import { Term } from '../../classroom/glossary/Term.tsx';
import { compactText, whole } from '../../format.ts';
import { tip } from '../../parts/tips/tip.ts';
import { networkTexts } from '../../texts/charts/network.ts';
import { type NetworkChoice, type NetworkTotal, PUBLISHED_SIZES } from './networks.ts';
import { type ShownNetwork, usePublishedTotals } from './useNetworks.ts';
import './CountsTable.css';

const texts = networkTexts.table;

export interface CountsTableProps {
  readonly network: ShownNetwork;
  readonly onChoose: (choice: NetworkChoice) => void;
}

/** What these cells cost in the run, at another size, and at the sizes of the paper, beside what it printed. */
export function CountsTable({ network, onChoose }: CountsTableProps): ReactElement {
  const { own, choice, hasRun, total, ownTotal } = network;
  const totals = usePublishedTotals(network);
  return (
    <table className="counts" aria-label={texts.name}>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <Term id="parameter">{texts.parameters}</Term>
          </th>
          <th scope="col">
            <Term id="multiply-add">{texts.multiplyAdds}</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        <Counted name={texts.own(own, hasRun)} total={ownTotal} />
        <Counted name={texts.whatIf(choice)} total={total} isStrong />
      </tbody>
      {PUBLISHED_SIZES.map((size, index) => (
        <tbody key={size.name} className="counts-published">
          <tr>
            <th scope="rowgroup" colSpan={3}>
              <button
                type="button"
                className="counts-size"
                {...tip(texts.sizeSays)}
                onClick={() => onChoose(size.choice)}
              >
                {texts.size(size.choice)}
              </button>
            </th>
          </tr>
          <Counted name={texts.these} total={totals[index] ?? null} />
          <tr>
            <th scope="row">{texts.published(size.name)}</th>
            <td>{networkTexts.printed(size.parameters)}</td>
            <td title={size.multiplyAdds === null ? networkTexts.unprinted : undefined}>
              {networkTexts.printed(size.multiplyAdds)}
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

interface CountedProps {
  readonly name: string;
  /** Null while it is being counted. */
  readonly total: NetworkTotal | null;
  readonly isStrong?: boolean;
}

function Counted({ name, total, isStrong = false }: CountedProps): ReactElement {
  return (
    <tr className="counts-row" data-strong={isStrong || undefined}>
      <th scope="row">{name}</th>
      <td title={total ? whole(total.trainable) : undefined}>{total && compactText(total.trainable)}</td>
      <td title={total ? whole(total.multiplyAdds) : undefined}>
        {total && compactText(total.multiplyAdds)}
      </td>
    </tr>
  );
}
