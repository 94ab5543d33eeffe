/** Which files are pictures, and which class each is of: that of the folder it lies in. */

export interface Placed {
  /** The place in the list that was given. */
  readonly index: number;
  readonly name: string;
  readonly label: string;
}

export interface Placement {
  readonly pictures: readonly Placed[];
  /** Pictures that lie in no folder. */
  readonly homeless: readonly string[];
  /** How many files are no pictures. */
  readonly others: number;
}

const PICTURE = /\.(png|jpe?g|jfif|webp|gif|bmp|avif|tiff?|hei[cf])$/i;
/** What systems leave beside a person's files. */
const LITTER = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;
/** Tiny ImageNet has its pictures in such a folder of each class's. */
const BETWEEN = /^images?$/i;
const LONGEST_NAME = 40;

export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** `paths`: from the folder or zip that was given, with slashes of either kind between folders. */
export function placePictures(paths: readonly string[]): Placement {
  const pictures: Placed[] = [];
  const homeless: string[] = [];
  let others = 0;
  for (const [index, given] of paths.entries()) {
    const name = given.replaceAll('\\', '/').replace(/^\/+/, '');
    if (LITTER.test(name) || name.endsWith('/')) continue;
    if (!isPictureName(name)) {
      others++;
      continue;
    }
    const label = classOf(name);
    if (label === '') homeless.push(name);
    else pictures.push({ index, name, label });
  }
  return { pictures, homeless, others };
}

function classOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  const last = folders.at(-1) ?? '';
  const above = folders.at(-2);
  return className(BETWEEN.test(last) && above !== undefined ? above : last);
}

/** What a name comes to: on one line, without characters that control anything, and cut. */
export function className(given: string): string {
  const plain = given
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join('').trim();
}
