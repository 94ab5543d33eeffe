import { type ReactElement, type ReactNode, useId } from 'react';
import { environmentName } from '../../../run/environments.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { barTexts } from '../../texts/search/bar.ts';
import { nextPlace, PlaceChoice } from './PlaceChoice.tsx';
import { shortAdapter } from './shortAdapter.ts';
import './Adapter.css';

const texts = barTexts.adapterFacts;

/** What trains, or before a run what would; behind its name what a child takes there, and where to train instead. */
export function Adapter(): ReactElement | null {
  const name = usePlayground(adapterName);
  const engine = usePlayground(({ run }) => (run?.isPreview ? null : (run?.environment?.engine ?? null)));
  const trainedOn = usePlayground(({ run }) => (run?.environment ? null : (run?.trainedOn ?? null)));
  const memory = usePlayground(memoryWords);
  const dispatches = usePlayground(({ run }) => run?.program?.dispatches ?? null);
  const id = useId();
  if (name === '') return <span className="adapter" />;
  return (
    <span className="adapter">
      <button
        type="button"
        className="adapter-name"
        popoverTarget={id}
        title={barTexts.adapter(
          name,
          memory,
          dispatches === null || memory === '' ? '' : barTexts.dispatches(dispatches),
        )}
      >
        {shortAdapter(name)}
      </button>
      <div id={id} className="adapter-facts num" popover="auto">
        <dl>
          <Fact name={texts.adapter}>{name}</Fact>
          {engine !== null && (
            <Fact name={<Term id="processor-engine">{texts.engine}</Term>}>
              {texts.engines[engine] ?? engine}
            </Fact>
          )}
          {trainedOn !== null && <Fact name={texts.trainedOn}>{environmentName(trainedOn)}</Fact>}
          {memory !== '' && <Fact name={texts.memory}>{memory}</Fact>}
          {dispatches !== null && <Fact name={texts.dispatches}>{texts.count(dispatches)}</Fact>}
        </dl>
        <PlaceChoice />
      </div>
    </span>
  );
}

function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** "93 MiB": what the child in training takes of the GPU's memory; empty where that isn't known. */
function memoryWords({ run }: PlaygroundState): string {
  const bytes = run?.program?.bytes ?? 0;
  return bytes === 0 ? '' : barTexts.memory(bytes);
}

function adapterName({ run, capabilities, place }: PlaygroundState): string {
  if (!run?.environment || run.isPreview) return nextPlace(place, capabilities);
  const { adapter, threads } = run.environment;
  return threads === undefined ? adapter : barTexts.place.processor(threads);
}
