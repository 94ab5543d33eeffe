/** Which requests of the page its service worker answers, and with which file. */

interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
  /** Whether it asks for a part of the file. */
  readonly isPart: boolean;
}

export const START = 'index.html';

/**
 * The address of the file that is meant, without what follows it; null where the network has to answer: other addresses than
 * the page's own, and parts of files.
 */
export function fileAsked({ method, mode, url, isPart }: Asked, scope: string): string | null {
  if (method !== 'GET' || isPart || !url.startsWith(scope)) return null;
  const { origin, pathname } = new URL(url);
  const file = origin + pathname;
  // The start page under whatever was asked of it: ?big, ?embed=1.
  if (mode === 'navigate') return file === scope || file === scope + START ? scope + START : null;
  return file;
}

/** Names in assets/ carry a hash of their content: in a later version they mean the same, or nothing. */
export const isNamedByContent = (file: string, scope: string): boolean => file.startsWith(`${scope}assets/`);
