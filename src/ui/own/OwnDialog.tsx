import { type DragEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { GivenPicture } from '../../protocol/own.ts';
import { usePlayground } from '../../store/context.ts';
import { ChooseFile } from '../notices/ChooseFile.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { lackingText, ownTexts } from '../texts/own.ts';
import { Camera } from './Camera.tsx';
import { Classes } from './Classes.tsx';
import { droppedFiles } from './dropped.ts';
import { Keep } from './Keep.tsx';
import { KeptSets } from './KeptSets.tsx';
import { LeftOut } from './LeftOut.tsx';
import '../parts/Dialog.css';
import './OwnDialog.css';

export interface OwnDialogProps {
  readonly onClose: () => void;
}

/** Puts a set of a person's own pictures together, and has the list of those that are kept. */
export function OwnDialog({ onClose }: OwnDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const importing = usePlayground((state) => state.importing);
  const read = usePlayground((state) => state.readOwnSets);
  const add = usePlayground((state) => state.importPictures);
  const leave = usePlayground((state) => state.leaveImport);
  useEffect(() => {
    void read();
  }, [read]);
  const [films, setFilms] = useState(false);
  const close = (): void => dialog.current?.close();
  const { reading, told } = importing;
  const folder = (pictures: readonly GivenPicture[]): void => add({ type: 'folder', pictures });
  const onDrop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    const files = await droppedFiles(event.dataTransfer.items);
    const [first] = files;
    if (files.length === 1 && first?.file instanceof File && ZIP.test(first.path))
      add({ type: 'zip', file: first.file });
    else if (files.length > 0) folder(files);
  };
  const isNew = told !== null && told.classes.length + told.excluded.length > 0;
  return (
    <Dialog
      dialog={dialog}
      className="own"
      name={ownTexts.name}
      closeName={ownTexts.close}
      onClose={() => {
        leave();
        onClose();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onDrop={(event) => void onDrop(event)}
      stays
    >
      <div className="dialog-scroll own-scroll">
        <p>{ownTexts.privacy}</p>
        <p>{ownTexts.how}</p>
        <div className="own-acts">
          <ChooseFolder onChosen={folder} />
          <ChooseFile
            {...ownTexts.zip}
            accept=".zip,application/zip"
            onChosen={([file]) => file && add({ type: 'zip', file })}
          />
          <button type="button" className="button" aria-pressed={films} onClick={() => setFilms(!films)}>
            {ownTexts.camera.open}
          </button>
          <span className="hint">{ownTexts.drop}</span>
        </div>
        {films && <Camera />}
        <p className="own-status" role="status">
          {reading !== null && ownTexts.reading(reading.done, reading.total)}
          {reading === null && isNew && told.lacking !== null && lackingText(told.lacking)}
        </p>
        <LeftOut importing={importing} />
        {isNew && <Classes classes={told.classes} />}
        {isNew && told.lacking === null && <Keep onKept={close} />}
        <KeptSets onUse={close} />
      </div>
    </Dialog>
  );
}

const ZIP = /\.zip$/i;

function ChooseFolder({ onChosen }: { readonly onChosen: (given: readonly GivenPicture[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  // No attribute that React knows.
  useEffect(() => input.current?.setAttribute('webkitdirectory', ''), []);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {ownTexts.folder.text}
      </button>
      <input
        ref={input}
        type="file"
        className="hidden-input"
        tabIndex={-1}
        aria-label={ownTexts.folder.field}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0)
            onChosen(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
        }}
      />
    </>
  );
}
