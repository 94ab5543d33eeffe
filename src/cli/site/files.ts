/** Which file a URL's path means. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';

export interface Folders {
  /** The built page. */
  readonly site: string;
  /** What is served below `/data/`; files may appear while the server runs. */
  readonly data: string;
}

interface Place {
  readonly folder: string;
  readonly file: string;
}

function placeOf(pathname: string, folders: Folders): Place | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const isData = decoded.startsWith('/data/');
  const folder = isData ? folders.data : folders.site;
  const inside = isData ? decoded.slice('/data'.length) : decoded;
  const file = path.join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
  return file.startsWith(folder + path.sep) ? { folder, file } : undefined;
}

/** The file for a URL's path, or nothing if the path leaves its folder or cannot be decoded. */
export function fileFor(pathname: string, folders: Folders): string | undefined {
  return placeOf(pathname, folders)?.file;
}

/**
 * The same with all symbolic links followed: nothing where one of them leads out of the folder, or to no file. The
 * folder itself may be a link.
 */
export async function realFileFor(pathname: string, folders: Folders): Promise<string | undefined> {
  const place = placeOf(pathname, folders);
  if (place === undefined) return undefined;
  try {
    const [folder, file] = await Promise.all([realpath(place.folder), realpath(place.file)]);
    return file.startsWith(folder + path.sep) ? file : undefined;
  } catch {
    return undefined;
  }
}
