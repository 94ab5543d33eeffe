import { type ReactElement, useRef } from 'react';
import { usePlayground } from '../../store/context.ts';
import { tip } from '../parts/tip.ts';
import { runsTexts } from '../texts/runs.ts';

const texts = runsTexts.import;

/** Takes in a run's file, from this page or from the command line; no run is ever replaced by one. */
export function ImportRun(): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const take = usePlayground((state) => state.importRun);
  return (
    <>
      <button type="button" className="button" {...tip(texts.says)} onClick={() => input.current?.click()}>
        {texts.text}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="hidden-input"
        tabIndex={-1}
        aria-label={texts.field}
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
