import { memo, type ReactElement, useMemo } from 'react';
import { childName } from '../../../search/made.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownChild } from '../../../store/shown/view.ts';
import { CIFAR_MODELS, IMAGENET_MODELS } from '../../../studies/published/models.ts';
import { compactText, NONE, percent } from '../../format.ts';
import { useGrowing } from '../../hooks/useGrowing.ts';
import { networkTexts } from '../../texts/charts/network.ts';
import { tradeoffTexts } from '../../texts/charts/tradeoff.ts';
import { commonTexts } from '../../texts/common.ts';
import { trialWhisker } from '../reward/whiskers.ts';
import { type Child, millisecondsAStep } from './children.ts';
import type { ShownTradeoff } from './useTradeoff.ts';
import { useTradeoffView } from './view.ts';
import { standingOf } from './words.tsx';
import '../reward/RewardTable.css';
import './TradeoffTables.css';

const texts = tradeoffTexts.table;
const STANDINGS = {
  front: texts.on,
  alike: texts.alike,
  plain: '',
  paused: texts.paused,
  byHand: texts.byHand,
} as const;

/** The charts' figures: a row a child by rising cost, and the published models. */
export function TradeoffTables({ shown }: { readonly shown: ShownTradeoff }): ReactElement {
  const set = useTradeoffView((view) => view.published);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="reward-table-box tradeoff-tables" aria-label={texts.name} tabIndex={0}>
      <Children shown={shown} />
      {set === 'imagenet' ? <Imagenet /> : <Cifar />}
    </section>
  );
}

/** Rows that a frame adds: a browser takes a tenth of a millisecond for each. */
const STEP = 50;

function Children({ shown }: { readonly shown: ShownTradeoff }): ReactElement {
  const { tradeoff } = shown;
  const rows = useMemo(
    () =>
      [...tradeoff.children, ...tradeoff.byHand].sort(
        (a, b) => (a.cost ?? Number.POSITIVE_INFINITY) - (b.cost ?? Number.POSITIVE_INFINITY),
      ),
    [tradeoff.children, tradeoff.byHand],
  );
  const count = useGrowing(rows.length, STEP);
  return (
    <table className="reward-table tradeoff-children" aria-label={texts.name}>
      <thead>
        <tr>
          <th scope="col">{texts.trial}</th>
          <th scope="col">{texts.accuracy}</th>
          <th scope="col">{'±'}</th>
          <th scope="col">{texts.multiplyAdds}</th>
          <th scope="col">{texts.parameters}</th>
          <th scope="col">{texts.step}</th>
          <th scope="col">{texts.standing}</th>
          <th scope="col">{texts.volume}</th>
        </tr>
      </thead>
      {Array.from({ length: Math.ceil(count / STEP) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of rows is its place
        <Stretch key={index} rows={rows} from={index * STEP} shown={shown} />
      ))}
    </table>
  );
}

interface StretchProps {
  readonly rows: readonly Child[];
  readonly from: number;
  readonly shown: ShownTradeoff;
}

const Stretch = memo(function Stretch({ rows, from, shown }: StretchProps): ReactElement {
  const { settings, deviation, tradeoff } = shown;
  const trials = usePlayground((state) => state.run?.trials);
  const show = usePlayground((state) => state.show);
  const row = (child: Child): ReactElement => {
    const { trial } = child;
    const { number, accuracy, trainable, multiplyAdds } = trial;
    const whisker = trialWhisker(trial, settings, deviation);
    const time = millisecondsAStep(trial, trials ?? [], settings);
    return (
      <tr key={number}>
        <th scope="row">
          <button type="button" className="link" onClick={() => show(shownChild(number))}>
            {childName(number)}
          </button>
        </th>
        <td>{accuracy === null ? commonTexts.failed : percent(accuracy)}</td>
        <td>{tradeoffTexts.half(whisker)}</td>
        <td>{compactText(multiplyAdds)}</td>
        <td>{compactText(trainable)}</td>
        <td>{time === null ? NONE : tradeoffTexts.step(time)}</td>
        <td>{accuracy === null ? '' : STANDINGS[standingOf(child, shown)]}</td>
        <td>{volumeText(tradeoff.volumes[number - 1])}</td>
      </tr>
    );
  };
  return <tbody>{rows.slice(from, from + STEP).map(row)}</tbody>;
});

const volumeText = (volume: number | null | undefined): string =>
  volume == null ? NONE : tradeoffTexts.volume(volume);

function Imagenet(): ReactElement {
  return (
    <table className="reward-table" aria-label={texts.publishedName}>
      <thead>
        <tr>
          <th scope="col">{texts.model}</th>
          <th scope="col">{texts.top1}</th>
          <th scope="col">{texts.multiplyAdds}</th>
          <th scope="col">{texts.parameters}</th>
        </tr>
      </thead>
      <tbody>
        {IMAGENET_MODELS.map(({ name, top1, multiplyAdds, parameters }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{percent(top1)}</td>
            <td>{networkTexts.printed(multiplyAdds)}</td>
            <td>{networkTexts.printed(parameters)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cifar(): ReactElement {
  return (
    <table className="reward-table" aria-label={texts.publishedName}>
      <thead>
        <tr>
          <th scope="col">{texts.model}</th>
          <th scope="col">{texts.error}</th>
          <th scope="col">{texts.parameters}</th>
        </tr>
      </thead>
      <tbody>
        {CIFAR_MODELS.map(({ name, error, parameters }) => (
          <tr key={`${name} ${parameters}`}>
            <th scope="row">{name}</th>
            <td>{(100 * error).toFixed(2)}</td>
            <td>{networkTexts.printed(parameters)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
