import { type ReactElement, useRef, useState } from 'react';
import { isSynthetic } from '../../data/infos.ts';
import { MOST_LAID } from '../../drawings/courses/input.ts';
import type { RunHead } from '../../run/run.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive } from '../../store/store.ts';
import { dayAndTime, whole } from '../format.ts';
import { tip } from '../parts/tips/tip.ts';
import { commonTexts } from '../texts/common.ts';
import { runsTexts } from '../texts/runs/runs.ts';
import { Accuracy } from './Accuracy.tsx';
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
  const { id, name, done, settings } = head;
  const busy = usePlayground((state) => isActive(state.run));
  const here = usePlayground((state) => state.run?.id === id && isActive(state.run));
  const elsewhere = usePlayground((state) => state.held.has(id)) && !here;
  const open = usePlayground((state) => state.openRun);
  const startReplay = usePlayground((state) => state.startReplay);
  const resume = usePlayground((state) => state.resumeRun);
  const duplicate = usePlayground((state) => state.duplicateRun);
  const save = usePlayground((state) => state.exportRun);
  const [doing, setDoing] = useState<Doing>(null);
  const taken = here ? runsTexts.here : elsewhere ? runsTexts.elsewhere : null;
  const blocked = taken?.says ?? (busy ? runsTexts.busy : null);

  /** What failed is said in the dialog, which stays. */
  const leaveWith = async (act: Promise<boolean>): Promise<void> => {
    if (await act) onLeave();
  };
  /** Its keys go to the replay: so the list is left before. */
  const replay = async (): Promise<void> => {
    if (!(await open(id))) return;
    onLeave();
    startReplay();
  };
  return (
    <li className="runs-row" data-shown={shown || undefined}>
      <span className="runs-name" title={name}>
        {doing === 'rename' ? <Rename head={head} onDone={() => setDoing(null)} /> : name}
      </span>
      <span className="runs-done num">
        {runsTexts.done(<b>{whole(done)}</b>, settings.trials, head.made ?? 0)}
      </span>
      <Accuracy {...head} />
      <span className="runs-facts">{factsOf(head, taken?.fact ?? null)}</span>
      <span className="runs-acts">
        <Lay head={head} />
        <Act
          {...runsTexts.open}
          blocked={shown && !here ? runsTexts.shown : blocked}
          act={() => leaveWith(open(id))}
        />
        {done > 1 && <Act {...runsTexts.replay} blocked={blocked} act={replay} />}
        {done < settings.trials && (
          <Act {...runsTexts.resume} blocked={blocked} act={() => leaveWith(resume(id))} />
        )}
        <Act
          text={runsTexts.rename.text}
          says={runsTexts.rename.says}
          blocked={null}
          act={() => setDoing('rename')}
        />
        <Act {...runsTexts.duplicate} blocked={null} act={() => duplicate(id)} />
        <Act
          {...runsTexts.export}
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
            text={runsTexts.delete.text}
            says={runsTexts.delete.says}
            blocked={taken?.says ?? null}
            act={() => setDoing('delete')}
          />
        )}
      </span>
    </li>
  );
}

/** Whether it is laid over the run on the page, in the reward chart. */
function Lay({ head: { id, done } }: Pick<RunRowProps, 'head'>): ReactElement {
  const isLaid = usePlayground((state) => state.laid.includes(id));
  const isFull = usePlayground((state) => state.laid.length >= MOST_LAID);
  const layOver = usePlayground((state) => state.layOver);
  const { text, says, full, none } = runsTexts.lay;
  const blocked = isLaid ? null : done === 0 ? none : isFull ? full(MOST_LAID) : null;
  return (
    <label className="runs-lay" data-blocked={blocked !== null || undefined} {...tip(blocked ?? says)}>
      <input
        type="checkbox"
        checked={isLaid}
        aria-disabled={blocked !== null}
        {...tip(blocked ?? says)}
        onChange={() => blocked === null && layOver(id, !isLaid)}
      />
      {text}
    </label>
  );
}

interface ActProps {
  readonly text: string;
  readonly says: string;
  /** Why it cannot be done now. */
  readonly blocked: string | null;
  readonly act: () => unknown;
}

/** Something that can be done with a run. */
export function Act({ text, says, blocked, act }: ActProps): ReactElement {
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
  // Leaving the field keeps what was typed, as Enter does; the blur that follows either, or Escape, does nothing more.
  const left = useRef(false);
  const leave = (name: string | null): void => {
    if (left.current) return;
    left.current = true;
    if (name !== null && name !== head.name) void rename(head.id, name);
    onDone();
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it stands where the name was, for the person who asked for it
      autoFocus
      aria-label={runsTexts.rename.field}
      defaultValue={head.name}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => leave(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault(); // the dialog stays
          leave(null);
        }
        if (event.key === 'Enter') leave(event.currentTarget.value);
      }}
    />
  );
}

/** Asks once more. */
export function Delete({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactElement {
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
        {runsTexts.delete.keep}
      </button>
      <button
        type="button"
        className="link runs-delete"
        {...tip(runsTexts.delete.noWayBack)}
        onClick={() => void remove(id)}
      >
        {runsTexts.delete.forGood}
      </button>
    </>
  );
}

function factsOf(head: RunHead, taken: string | null): string {
  const { created, settings, ended, done } = head;
  const set = isSynthetic(settings.dataset) ? runsTexts.syntheticImages : null;
  const interrupted = !ended && taken === null && done < settings.trials ? runsTexts.interrupted : null;
  return commonTexts.facts([dayAndTime(created), ...adaptersOf(head), set, taken ?? interrupted]);
}

/** Whatever trained its children, each once. */
function adaptersOf({ environment, environments = [] }: RunHead): readonly string[] {
  const last = environment === null ? [] : [environment];
  return [...new Set((environments.length > 0 ? environments : last).map(({ adapter }) => adapter))];
}
