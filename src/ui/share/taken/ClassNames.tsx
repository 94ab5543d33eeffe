import type { ReactElement } from 'react';
import { isOwnId } from '../../../data/infos.ts';
import { ownClassNames } from '../../../data/own/info.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { wholeRun } from '../../../store/replay/whole.ts';
import { shareTexts } from '../../texts/share.ts';
import './ClassNames.css';

export interface ClassNamesProps {
  /** Of the child that is shared. */
  readonly settings: Settings;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** Whether the names of a person's own classes leave this browser; nothing where there are none to leave. */
export function ClassNames({ settings, chosen, onChoose }: ClassNamesProps): ReactElement | null {
  // Read anew as sets and runs come, whose names are known by then.
  usePlayground((state) => state.ownSets);
  usePlayground((state) => state.runs);
  const ofRun = usePlayground((state) => wholeRun(state)?.settings.dataset);
  const hasNames = [settings.dataset, ofRun].some((id) => isOwnId(id) && ownClassNames(id) !== null);
  if (!hasNames) return null;
  return (
    <label className="class-names">
      <input type="checkbox" checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
      <span>
        {shareTexts.names.text} <span className="class-names-says">{shareTexts.names.says}</span>
      </span>
    </label>
  );
}
