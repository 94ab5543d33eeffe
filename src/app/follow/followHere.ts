import { FOLLOWING } from '../../protocol/followed.ts';
import { type FollowAnswer, follow } from '../../store/replay/follow.ts';
import type { PlaygroundStore } from '../../store/store.ts';
import { readRunFile } from '../connect.ts';

/** Between an answer and the next question, ms. */
const PAUSE = 1000;

/** Follows what this page's server follows. */
export function followHere(store: PlaygroundStore): Promise<void> {
  const url = new URL(FOLLOWING.file, document.baseURI);
  return follow(store, {
    ask: (tag) => ask(url, tag),
    readRunFile: (file) => readRunFile(file),
    wait: () => new Promise((resolve) => setTimeout(resolve, PAUSE)),
  });
}

async function ask(url: URL, tag: string | null): Promise<FollowAnswer> {
  try {
    const headers: HeadersInit = tag === null ? {} : { 'If-None-Match': tag };
    const response = await fetch(url, { headers, cache: 'no-store' });
    const told = response.headers.get(FOLLOWING.headers.name);
    // Another host, which may answer whatever address with its start page.
    if (told === null) return { kind: 'nothing-followed' };
    const name = decodeURIComponent(told);
    const written = response.headers.get(FOLLOWING.headers.written) === 'true';
    switch (response.status) {
      case 200:
        return {
          ...{ kind: 'file', name, written },
          tag: response.headers.get('ETag') ?? '',
          file: await response.blob(),
        };
      case 304:
        return { kind: 'same', name, written };
      case 204:
        return { kind: 'absent', name, written };
      default:
        return { kind: 'unreadable', name, why: (await response.text()).trim() };
    }
  } catch {
    return { kind: 'unreachable' };
  }
}
