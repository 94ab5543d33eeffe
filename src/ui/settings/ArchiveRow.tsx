import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { useTakeArchive } from '../notices/useTakeArchive.ts';
import '../parts/row.css';
import './ArchiveRow.css';

const SAYS =
  'Reads the images from cifar-10-binary.tar.gz on your disk; it can also be dropped anywhere on the page.';

/** The archive that the next run reads, and the way to choose one without dropping it. */
export function ArchiveRow(): ReactElement {
  const archive = usePlayground((state) => state.archive);
  const remove = usePlayground((state) => state.useArchive);
  const take = useTakeArchive();
  return (
    <div className="row" data-tip={SAYS}>
      <span>Archive</span>
      {archive === null ? (
        <label className="row-link">
          Choose…
          <input
            type="file"
            className="hidden-input"
            aria-label="Choose an archive of CIFAR-10"
            aria-description={SAYS}
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
          Don’t use
        </button>
      )}
    </div>
  );
}
