import type { ReactElement } from 'react';
import type { ImportedChild } from '../../../store/shown/imported.ts';
import { importedTexts } from '../../texts/child/layer/imported.ts';
import './images/Confusion.css';

/** Of a child from a file: how accurate that says it is, and what the images shown can say of it. */
export function Imported({ child }: { readonly child: ImportedChild }): ReactElement {
  const { origin, split } = child;
  return <p className="low-says">{importedTexts.accuracy(origin, split !== null)}</p>;
}
