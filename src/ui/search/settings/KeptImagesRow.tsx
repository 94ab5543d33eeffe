import { type ReactElement, useEffect } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { megabytesText } from '../../format.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import '../../parts/styles/row.css';
import './ArchiveRow.css';

const texts = settingsTexts.keptImages;

/** What images of data sets take in this browser, and the way to be rid of them; nothing where none are kept. */
export function KeptImagesRow(): ReactElement | null {
  const bytes = usePlayground((state) => state.keptImages);
  const count = usePlayground((state) => state.countKeptImages);
  const remove = usePlayground((state) => state.removeKeptImages);
  useEffect(() => void count(), [count]);
  if (bytes === null || bytes === 0) return null;
  return (
    <div className="row" data-tip={texts.says(bytes)}>
      <span>{texts.label}</span>
      <span className="row-value">{megabytesText(bytes)}</span>
      <button
        type="button"
        className="row-link"
        aria-label={texts.removeName(bytes)}
        aria-description={texts.says(bytes)}
        onClick={() => void remove()}
      >
        {texts.remove}
      </button>
    </div>
  );
}
