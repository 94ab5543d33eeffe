import { type ReactElement, useRef } from 'react';
import { usePlayground } from '../../store/context.ts';
import { tip } from '../parts/tip.ts';

/** Takes in a run's file, from this page or from the command line; no run is ever replaced by one. */
export function ImportRun(): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const take = usePlayground((state) => state.importRun);
  return (
    <>
      <button
        type="button"
        className="button"
        {...tip('Adds a run from its file, as exported here or written by npm run search.')}
        onClick={() => input.current?.click()}
      >
        Import a run
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="hidden-input"
        tabIndex={-1}
        aria-label="File of a run"
        onChange={async (event) => {
          const field = event.currentTarget;
          const file = field.files?.[0];
          if (file) await take(file.name, await file.text());
          field.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}
