import { type ReactElement, useRef } from 'react';
import { tip } from '../parts/tips/tip.ts';

export interface ChooseFileProps {
  readonly text: string;
  /** What the button does, where its text does not say all. */
  readonly says?: string;
  /** The field's name. */
  readonly field: string;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly onChosen: (files: readonly File[]) => void;
}

/** A button that asks for files. */
export function ChooseFile({ text, says, field, accept, multiple, onChosen }: ChooseFileProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        {...(says === undefined ? {} : tip(says))}
        onClick={() => input.current?.click()}
      >
        {text}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        className="hidden-input"
        tabIndex={-1}
        aria-label={field}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same file may be chosen again
          if (files.length > 0) onChosen(files);
        }}
      />
    </>
  );
}
