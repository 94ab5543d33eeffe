import { type ReactElement, type ReactNode, useId } from 'react';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { barTexts } from '../texts/bar.ts';
import { shortAdapter } from './shortAdapter.ts';
import './Adapter.css';

const texts = barTexts.adapterFacts;

/** The GPU's name, the worker's or before a run the one that the browser offers; behind it, what a child takes there. */
export function Adapter(): ReactElement | null {
  const name = usePlayground(adapterName);
  const engine = usePlayground(({ run }) => run?.environment?.engine ?? run?.trainedOn?.engine ?? null);
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
          {engine !== null && <Fact name={texts.engine}>{engine}</Fact>}
          {memory !== '' && <Fact name={texts.memory}>{memory}</Fact>}
          {dispatches !== null && <Fact name={texts.dispatches}>{texts.count(dispatches)}</Fact>}
        </dl>
      </div>
    </span>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
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

function adapterName({ run, capabilities }: PlaygroundState): string {
  if (run?.environment) return run.environment.adapter;
  return capabilities.gpu?.ok ? capabilities.gpu.adapter : '';
}
