import { type ReactElement, useState } from 'react';
import type { RunHead } from '../../run/run.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive } from '../../store/store.ts';
import { NONE, percent, whole } from '../format.ts';
import { Figure } from '../parts/Figure.tsx';
import { tip } from '../parts/tip.ts';
import { saveFile } from './saveFile.ts';
import './RunRow.css';

export interface RunRowProps {
  readonly head: RunHead;
  readonly shown: boolean;
  /** The page behind is to be looked at. */
  readonly onLeave: () => void;
}

type Doing = 'rename' | 'delete' | null;

export function RunRow({ head, shown, onLeave }: RunRowProps): ReactElement {
  const { id, name, done, best, settings } = head;
  const busy = usePlayground((state) => isActive(state.run));
  const here = usePlayground((state) => state.run?.id === id && isActive(state.run));
  const elsewhere = usePlayground((state) => state.held.has(id)) && !here;
  const open = usePlayground((state) => state.openRun);
  const resume = usePlayground((state) => state.resumeRun);
  const duplicate = usePlayground((state) => state.duplicateRun);
  const save = usePlayground((state) => state.exportRun);
  const [doing, setDoing] = useState<Doing>(null);
  const taken = here
    ? 'This run is in progress.'
    : elsewhere
      ? 'This run is in progress in another tab.'
      : null;
  const blocked = taken ?? (busy ? 'A search is running: stop it first.' : null);

  const leaveWith = async (act: Promise<void>): Promise<void> => {
    await act;
    onLeave();
  };
  return (
    <li className="runs-row" data-shown={shown || undefined}>
      <span className="runs-name" title={name}>
        {doing === 'rename' ? <Rename head={head} onDone={() => setDoing(null)} /> : name}
      </span>
      <span className="runs-done num">
        <b>{whole(done)}</b> of {whole(settings.trials)} trials
      </span>
      <span className="runs-best">{best === null ? NONE : <Figure figure={percent(best)} unit="%" />}</span>
      <span className="runs-facts">{factsOf(head, taken)}</span>
      <span className="runs-acts">
        <Act
          text="Open"
          says="Shows the run on the page."
          blocked={shown && !here ? 'This run is shown.' : blocked}
          act={() => leaveWith(open(id))}
        />
        {done < settings.trials && (
          <Act
            text="Resume"
            says="Goes on with its next child."
            blocked={blocked}
            act={() => leaveWith(resume(id))}
          />
        )}
        <Act text="Rename" says="Gives the run another name." blocked={null} act={() => setDoing('rename')} />
        <Act
          text="Duplicate"
          says="Keeps a copy of the run beside it."
          blocked={null}
          act={() => duplicate(id)}
        />
        <Act
          text="Export"
          says="Saves the run as a JSON file that this page and npm run search can open."
          blocked={null}
          act={async () => {
            const file = await save(id);
            if (file !== null) saveFile(file.name, file.text);
          }}
        />
        {doing === 'delete' ? (
          <Delete id={id} onDone={() => setDoing(null)} />
        ) : (
          <Act
            text="Delete…"
            says="Deletes the run from this browser, after asking."
            blocked={taken}
            act={() => setDoing('delete')}
          />
        )}
      </span>
    </li>
  );
}

interface ActProps {
  readonly text: string;
  readonly says: string;
  /** Why it cannot be done now. */
  readonly blocked: string | null;
  readonly act: () => unknown;
}

function Act({ text, says, blocked, act }: ActProps): ReactElement {
  return (
    <button
      type="button"
      className="link"
      aria-disabled={blocked !== null}
      {...tip(blocked ?? says)}
      onClick={blocked === null ? () => void act() : undefined}
    >
      {text}
    </button>
  );
}

function Rename({ head, onDone }: { readonly head: RunHead; readonly onDone: () => void }): ReactElement {
  const rename = usePlayground((state) => state.renameRun);
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it stands where the name was, for the person who asked for it
      autoFocus
      aria-label="Name of the run"
      defaultValue={head.name}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={onDone}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault(); // the dialog stays
          onDone();
        }
        if (event.key !== 'Enter') return;
        void rename(head.id, event.currentTarget.value);
        onDone();
      }}
    />
  );
}

function Delete({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactElement {
  const remove = usePlayground((state) => state.deleteRun);
  return (
    <>
      {/* First, where the button was that asked: a second press there must not delete. */}
      <button
        type="button"
        className="link"
        // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked
        autoFocus
        onClick={onDone}
      >
        Keep
      </button>
      <button
        type="button"
        className="link runs-delete"
        {...tip('There is no way back.')}
        onClick={() => void remove(id)}
      >
        Delete for good
      </button>
    </>
  );
}

function factsOf({ created, settings, environment, ended, done }: RunHead, taken: string | null): string {
  const day = new Date(created).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  const set = settings.dataset === 'synthetic' ? 'synthetic images' : null;
  const interrupted = !ended && taken === null && done < settings.trials ? 'interrupted' : null;
  return [day, environment?.adapter ?? null, set, taken?.replace(/^This run is |\.$/g, '') ?? interrupted]
    .filter((fact) => fact !== null)
    .join(', ');
}
