import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { useTakeArchive } from '../notices/useTakeArchive.ts';
import { settingsTexts } from '../texts/settings.ts';
import '../parts/row.css';
import './ArchiveRow.css';

const texts = settingsTexts.archive;

/** The archive that the next run reads, and the way to choose one without dropping it. */
export function ArchiveRow(): ReactElement {
  const archive = usePlayground((state) => state.archive);
  const remove = usePlayground((state) => state.useArchive);
  const take = useTakeArchive();
  return (
    <div className="row" data-tip={texts.says}>
      <span>{texts.label}</span>
      {archive === null ? (
        <label className="row-link">
          {texts.choose}
          <input
            type="file"
            className="hidden-input"
            aria-label={texts.chooseName}
            aria-description={texts.says}
            accept=".gz,.tgz,.tar"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) take(file);
              event.currentTarget.value = '';
            }}
          />
        </label>
      ) : (
        <button type="button" className="row-link" title={archive.name} onClick={() => remove(null)}>
          {texts.leave}
        </button>
      )}
    </div>
  );
}
