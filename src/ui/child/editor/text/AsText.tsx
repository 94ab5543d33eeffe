import { type ReactElement, useId, useMemo, useRef, useState } from 'react';
import {
  describeCellsFlaw,
  describeCellsNote,
  type ReadCells,
  readCellsText,
} from '../../../../codecs/cells/read.ts';
import type { Architecture, DraftPair } from '../../../../space/architecture.ts';
import { samePair } from '../../../../space/edit/draft.ts';
import { usePlayground } from '../../../../store/context.ts';
import { isLimited } from '../../../../store/editor/edits.ts';
import { editorTexts } from '../../../texts/child/layer/editor.ts';
import { contestTexts } from '../../../texts/classroom/contest.ts';
import { cellsSay } from '../../../texts/notices/cells.ts';
import { pointing } from '../pointing.ts';
import { OwnText } from './OwnText.tsx';
import './AsText.css';

const says = editorTexts.text;

export interface AsTextProps {
  /** Null while it is not whole. */
  readonly now: Architecture | null;
  readonly draft: DraftPair;
  readonly onPutIn: (read: ReadCells) => void;
  readonly onPoint: (read: Architecture | null) => void;
}

/** The pair as text, and text as a pair: what is pasted is read at once, and says what it is. */
export function AsText({ now, draft, onPutIn, onPoint }: AsTextProps): ReactElement {
  const [text, setText] = useState('');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const read = useMemo(() => (text.trim() === '' ? null : readCellsText(text)), [text]);
  const limits = usePlayground((state) => state.editLimits);
  const off = read?.ok
    ? isLimited(draft, { kind: 'put-in', architecture: read.value.architecture, name: '' }, limits)
    : null;
  const select = (at: { readonly offset: number; readonly length: number } | null): void => {
    if (at === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(at.offset, at.offset + at.length);
  };
  /** The button goes with the text, and would take the focus along. */
  const clear = (): void => {
    setText('');
    field.current?.focus();
  };
  return (
    <section className="editor-text" aria-label={says.title}>
      <OwnText architecture={now} />
      <textarea
        ref={field}
        className="text-field"
        aria-label={says.field}
        aria-describedby={id}
        aria-invalid={read?.ok === false || undefined}
        placeholder={says.placeholder}
        spellCheck={false}
        autoCapitalize="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div id={id} role="status">
        {read?.ok === false && <p className="text-flaw">{describeCellsFlaw(read.error)}</p>}
        {read?.ok && <Told read={read.value} />}
        {off !== null && <p className="text-flaw">{contestTexts.put(off)}</p>}
      </div>
      {text !== '' && (
        <div className="text-acts">
          {read?.ok && off === null && !isSame(read.value.architecture, now) && (
            <button
              type="button"
              className="button"
              {...pointing(read.value.architecture, onPoint)}
              onClick={() => onPutIn(read.value)}
            >
              {says.putIn}
            </button>
          )}
          {read?.ok && isSame(read.value.architecture, now) && <span className="hint">{says.already}</span>}
          {read?.ok === false && read.error.at !== null && (
            <button type="button" className="button" onClick={() => select(read.error.at)}>
              {says.goThere}
            </button>
          )}
          <button type="button" className="button" onClick={clear}>
            {says.clear}
          </button>
        </div>
      )}
    </section>
  );
}

function Told({ read }: { readonly read: ReadCells }): ReactElement {
  return (
    <p className="text-read">
      <b>{cellsSay(read)}</b> {read.notes.map(describeCellsNote).join(' ')}
    </p>
  );
}

const isSame = (one: Architecture, other: Architecture | null): boolean =>
  other !== null && samePair(one, other);
