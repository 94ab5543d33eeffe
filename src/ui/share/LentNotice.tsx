import type { ReactElement } from 'react';
import { sameSettings } from '../../settings/called.ts';
import { usePlayground } from '../../store/context.ts';
import type { Lent } from '../../store/settings/lent.ts';
import { isActive } from '../../store/store.ts';
import { Notice } from '../notices/Notice.tsx';
import { shareTexts } from '../texts/share.ts';
import { settingsWords } from './settingsWords.ts';

const texts = shareTexts.lent;

export interface LentNoticeProps {
  readonly lent: Lent;
  /** Keeps a person's own settings. */
  readonly onClose: () => void;
}

/** Settings that came with a link stand in the settings; a person's own can be had back. */
export function LentNotice({ lent, onClose }: LentNoticeProps): ReactElement {
  const active = usePlayground((state) => isActive(state.run));
  const isSame = usePlayground((state) => sameSettings(state.settings, lent.settings));
  const what = settingsWords(lent.settings);
  return (
    <Notice tone="note" what={texts.what} action={{ text: texts.keep, act: onClose }}>
      {isSame ? (active ? texts.waits(what) : texts.ready(what)) : texts.changed(what)}
    </Notice>
  );
}
