import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { isListedId, isOwnId } from '../../data/infos.ts';
import { settingsWith } from '../../settings/ownPictures.ts';
import { SETTINGS, type Settings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import { loadedDialog } from '../parts/loadedDialog.tsx';
import { besideFrame } from '../parts/tips/besideFrame.ts';
import { ChoiceRow } from '../search/settings/ChoiceRow.tsx';
import { settingsTexts } from '../texts/search/settings.ts';

const openOwnDialog = loadedDialog(async () => (await import('./OwnDialog.tsx')).OwnDialog);

/** Stands for the dialog in the menu. */
const PUT_TOGETHER = 'own';

export interface ImagesRowProps {
  readonly dataset: Settings['dataset'];
  readonly locked: boolean;
}

/** The setting of images: data sets of the list, the sets of own pictures that are kept here, and the way to another. */
export function ImagesRow({ dataset, locked }: ImagesRowProps): ReactElement {
  const kept = usePlayground((state) => state.ownSets);
  const settings = usePlayground((state) => state.settings);
  const change = usePlayground((state) => state.changeSettings);
  const [Dialog, setDialog] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  const { label, description, titles, also } = SETTINGS.dataset;
  const own = kept.map(({ id, name }) => [id as string, name] as const);
  // One that is not kept here is still what the run has.
  const unknown = isOwnId(dataset) && !kept.some(({ id }) => id === dataset);
  const onChange = (chosen: string): void => {
    if (chosen === PUT_TOGETHER) setDialog(() => openOwnDialog());
    else if (isListedId(chosen) || isOwnId(chosen)) change(settingsWith(chosen, settings));
  };
  return (
    <>
      <ChoiceRow
        setting="dataset"
        label={label}
        description={description}
        value={dataset as string}
        choices={[
          ...titles,
          ...own,
          ...(unknown ? [[dataset as string, also.title] as const] : []),
          [PUT_TOGETHER, settingsTexts.ownPictures],
        ]}
        locked={locked}
        onChange={onChange}
      />
      {Dialog &&
        createPortal(
          <Suspense>
            <Dialog onClose={() => setDialog(null)} />
          </Suspense>,
          besideFrame(),
        )}
    </>
  );
}
