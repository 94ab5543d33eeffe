import type { ReactElement } from 'react';
import { archivedInfo } from '../../../data/infos.ts';
import { usePlayground } from '../../../store/context.ts';
import { useTakeFiles } from '../../notices/useGivenFiles.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import '../../parts/styles/row.css';
import './ArchiveRow.css';

const texts = settingsTexts.archive;

/** The archive that the next run reads, and the way to choose one without dropping it. */
export function ArchiveRow(): ReactElement {
  const archive = usePlayground((state) => state.archive);
  const remove = usePlayground((state) => state.useArchive);
  const wanted = usePlayground((state) => archivedInfo(state.settings.dataset));
  const take = useTakeFiles();
  const says = texts.says(wanted.archive.file);
  return (
    <div className="row" data-tip={says}>
      <span>{texts.label}</span>
      {archive === null ? (
        <label className="row-link">
          {texts.choose}
          <input
            type="file"
            className="hidden-input"
            aria-label={texts.chooseName(wanted.menuTitle)}
            aria-description={says}
            accept=".gz,.tgz,.tar"
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              if (files.length > 0) void take(files);
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
