import { type CSSProperties, type ReactElement, useContext } from 'react';
import { useStore } from 'zustand';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { compact, NONE, percent, SPACE } from '../../format.ts';
import { PlacesContext } from '../../hooks/places.ts';
import { differencesTexts as texts } from '../../texts/child/layer/differences.ts';
import type { ComparedChild } from './children.ts';
import type { Hindrance, Lead } from './lead.ts';
import './Facts.css';

/** The figures of both, one beside the other; the greater accuracy and the lower cost in bold. */
export function FiguresTable({
  first,
  second,
}: {
  readonly first: ComparedChild;
  readonly second: ComparedChild;
}): ReactElement {
  const rankOf = useStore(useContext(PlacesContext), (places) => places.rank);
  const rank = ({ id }: ComparedChild): string => (typeof id === 'number' ? rankOf(id) : null) ?? NONE;
  const rows: readonly FigureRow[] = [
    { name: texts.figures.rank, says: rank, better: null },
    {
      name: texts.figures.heldOut,
      says: ({ accuracy }) => (accuracy === null ? NONE : percent(accuracy)),
      better: ({ accuracy }) => accuracy,
    },
    {
      name: texts.figures.parameters,
      says: ({ trainable }) => compactSays(trainable),
      better: ({ trainable }) => -trainable,
    },
    {
      name: texts.figures.multiplyAdds,
      says: ({ multiplyAdds }) => compactSays(multiplyAdds),
      better: ({ multiplyAdds }) => -multiplyAdds,
    },
    {
      name: texts.figures.seconds,
      says: ({ seconds }) => (seconds === null ? NONE : seconds.toFixed(1)),
      better: null,
    },
  ];
  return (
    <table className="two-figures" aria-label={texts.figures.name}>
      <thead>
        <tr>
          <td />
          {[first, second].map(({ name }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: first and second
            <th key={at} scope="col" title={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.name} row={row} first={first} second={second} />
        ))}
      </tbody>
    </table>
  );
}

interface FigureRow {
  readonly name: string;
  readonly says: (child: ComparedChild) => string;
  /** Greater is better; null where it is no such thing. */
  readonly better: ((child: ComparedChild) => number | null) | null;
}

interface RowProps {
  readonly row: FigureRow;
  readonly first: ComparedChild;
  readonly second: ComparedChild;
}

function Row({ row: { name, says, better }, first, second }: RowProps): ReactElement {
  const [one, other] = [first, second].map((child) => better?.(child) ?? null);
  const isBetter = (own: number | null | undefined, than: number | null | undefined): boolean =>
    own != null && than != null && own > than;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-better={isBetter(one, other) || undefined}>{says(first)}</td>
      <td data-better={isBetter(other, one) || undefined}>{says(second)}</td>
    </tr>
  );
}

function compactSays(value: number): string {
  const { figure, unit } = compact(value);
  return unit === '' ? figure : `${figure}${SPACE}${unit}`;
}

/** Both right, only one, both wrong; and what the lead says of the networks and of the architectures, each by itself. */
export function LeadFacts({
  lead,
  first,
  second,
}: Omit<RowProps, 'row'> & { readonly lead: Lead }): ReactElement {
  const names = [first.name, second.name] as const;
  switch (lead.kind) {
    case 'lacking':
      return (
        <section className="two-part">
          <h3>{texts.lacking.title}</h3>
          {lead.children.map(({ name, stage }) =>
            stage === 'trained' ? null : <p key={name}>{texts.lacking[stage](name)}</p>,
          )}
        </section>
      );
    case 'one-training':
      return (
        <section className="two-part">
          <h3>{texts.lacking.title}</h3>
          <p>{texts.oneTraining(names)}</p>
        </section>
      );
    case 'compared':
      return <Compared lead={lead} first={first} second={second} />;
    default:
      return lead satisfies never;
  }
}

interface ComparedProps extends Omit<RowProps, 'row'> {
  readonly lead: Extract<Lead, { kind: 'compared' }>;
}

function Compared({ lead, first, second }: ComparedProps): ReactElement {
  const { two, images, withoutBits } = lead;
  const names = [first.name, second.name] as const;
  const unmatched =
    two.unmatched &&
    texts.networks.unmatched(
      two.unmatched,
      withoutBits.map(({ name }) => name),
    );
  return (
    <>
      {two.images && (
        <section className="two-part">
          <h3>{texts.four.title(images)}</h3>
          <dl className="two-four">
            <Square count={two.images.both} of={images} says={texts.four.both} />
            <Square count={two.images.first} of={images} says={texts.four.only(first.name)} />
            <Square count={two.images.second} of={images} says={texts.four.only(second.name)} />
            <Square count={two.images.neither} of={images} says={texts.four.neither} />
          </dl>
        </section>
      )}
      <section className="two-part">
        <h3>{texts.networks.title}</h3>
        <p>{two.networks === null ? unmatched : texts.networks.lead(two.networks, names)}</p>
        {two.networks !== null && two.networks.difference !== 0 && (
          <p className="two-note">{texts.networks.picked}</p>
        )}
      </section>
      <section className="two-part">
        <h3>
          <Marked text={texts.architectures.title} terms={['architecture']} />
        </h3>
        <p>
          <Marked text={architecturesSay(lead, names)} terms={['training-luck', 'cannot-be-told-apart']} />
        </p>
        {two.architectures !== null && <p className="two-note">{texts.architectures.pairs}</p>}
      </section>
    </>
  );
}

function architecturesSay(
  { two, hindered }: ComparedProps['lead'],
  names: readonly [string, string],
): string {
  if (hindered !== null) return hindranceSays(hindered, names);
  const { architectures } = two;
  return architectures === null
    ? texts.architectures.notMeasured
    : texts.architectures.lead(architectures, names);
}

function hindranceSays(hindered: Hindrance, names: readonly [string, string]): string {
  switch (hindered.kind) {
    case 'trained-on':
      return texts.architectures.trainedOn(hindered.epochs, names);
    case 'epochs':
      return texts.architectures.epochs(hindered.epochs, names);
    case 'inherited':
      return texts.architectures.inherited(hindered.children.map(({ name }) => name));
    case 'one':
      return texts.architectures.one;
    default:
      return hindered satisfies never;
  }
}

/** How much of heat1 the greatest share takes: its words stay ink. */
const DEEPEST = 0.6;

interface SquareProps {
  readonly count: number;
  readonly of: number;
  readonly says: string;
}

function Square({ count, of, says }: SquareProps): ReactElement {
  const heat = { '--heat': Math.round((1000 * DEEPEST * count) / of) / 1000 } as CSSProperties;
  return (
    <div style={heat}>
      <dt>{says}</dt>
      <dd>{count.toLocaleString('en-US')}</dd>
    </div>
  );
}
