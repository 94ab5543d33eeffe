import { type ReactElement, useState } from 'react';
import { countFinalists } from '../../search/finalists.ts';
import { usePlayground } from '../../store/context.ts';
import { wholeRun } from '../../store/replay/whole.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { tip } from '../parts/tips/tip.ts';
import { saveFile } from '../runs/saveFile.ts';
import { counts } from '../texts/counts.ts';
import { shareTexts } from '../texts/share.ts';
import './WholeRun.css';

const texts = shareTexts.run;

/** The bytes of the file, or that the run could not be read. A long run takes its time to write: it is not weighed before. */
type Saved = number | 'unread';

/** The run that is shown, as the file that the list of runs writes. */
export function WholeRun({ withNames }: { readonly withNames: boolean }): ReactElement {
  const id = usePlayground((state) => wholeRun(state)?.id ?? null);
  const isPreview = usePlayground((state) => wholeRun(state)?.isPreview ?? false);
  const children = usePlayground((state) => wholeRun(state)?.trials.length ?? 0);
  const finalists = usePlayground((state) => countFinalists(wholeRun(state)?.finalists ?? []));
  const adopt = usePlayground((state) => state.adoptPreview);
  const write = usePlayground((state) => state.exportRun);
  const [saved, setSaved] = useState<Saved | null>(null);
  if (id === null) return <p>{texts.none}</p>;
  const save = async (): Promise<void> => {
    adopt();
    const file = await write(id, withNames);
    setSaved(file === null ? 'unread' : new Blob([file.text]).size);
    if (file !== null) saveFile(file.name, file.text);
  };
  return (
    <div className="share-run">
      <p>
        {texts.says(counts.children(children), finalists === 0 ? null : texts.finalists(finalists))}{' '}
        {isPreview && texts.preview}
      </p>
      <button type="button" className="button" {...tip(texts.saveSays)} onClick={() => void save()}>
        {texts.save}
      </button>
      <Spoken text={typeof saved === 'number' ? texts.saved(saved) : ''} />
      {typeof saved === 'number' && <p aria-hidden="true">{texts.saved(saved)}</p>}
      {saved === 'unread' && <p role="alert">{texts.unsaved}</p>}
    </div>
  );
}
