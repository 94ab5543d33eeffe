import type { Trial } from '../../../search/trial.ts';
import type { EditorState } from '../../../store/editor/editor.ts';
import { endedChild } from '../../../store/shown/selectors.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { millisecondsAStep } from '../../search/tradeoff/children.ts';

/** The child that was copied, while its run is the one that is shown. */
function copied({ run }: PlaygroundState, { origin }: EditorState): Trial | undefined {
  if (origin.kind !== 'child' || run === null || run.id !== origin.run) return undefined;
  return endedChild(run, origin.number);
}

/** Held-out accuracy of what was copied; null where it has none. */
export const heldOutOf = (state: PlaygroundState, editor: EditorState): number | null =>
  copied(state, editor)?.accuracy ?? null;

/** Milliseconds a step of what was copied, as its training took them; null where none was measured: of one that was looked up, too. */
export function stepOf(state: PlaygroundState, editor: EditorState): number | null {
  const { run } = state;
  const child = copied(state, editor);
  if (run === null || child === undefined || child.rungs !== undefined || run.settings.rewards === 'table')
    return null;
  return millisecondsAStep(child, run.trials, run.settings);
}
