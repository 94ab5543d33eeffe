import { isPictureName } from '../../../../data/own/place.ts';

/** What was dropped or pasted for the child that is open. */
export type Given =
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'many'; readonly count: number };

/**
 * Null where it is not for the child: the page takes runs, cells and archives anywhere. `isAimed`: they were dropped on the very
 * place where pictures are tried, whatever they are.
 */
export function givenPicture(files: readonly File[], isAimed: boolean): Given | null {
  const [first] = files;
  if (first === undefined || !(isAimed || files.every(isPicture))) return null;
  return files.length === 1 ? { kind: 'picture', file: first } : { kind: 'many', count: files.length };
}

/** By what the system says of it; of kinds that it does not know by the name. */
const isPicture = ({ type, name }: File): boolean =>
  type.startsWith('image/') || (type === '' && isPictureName(name));
