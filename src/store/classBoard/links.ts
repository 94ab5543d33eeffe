import { decodeContest } from '../../codecs/contest/contest.ts';
import { decodeHandIn } from '../../codecs/contest/handIn.ts';
import { readFragment } from '../../codecs/fragment.ts';
import { decodeArchitecture } from '../../codecs/share.ts';
import { beginning, type Given } from './given.ts';

/** What a text has of links. */
export interface Found {
  readonly given: readonly Given[];
  /** Links to contests, the values of `#contest=`. */
  readonly contests: readonly string[];
}

const MOST_TEXT = 1_000_000;
/** Above every link that is read. */
const MOST_LINK = 4096;
/** A link that mail or chat broke into lines has no more of them. */
const MOST_LINES = 12;

/** Where a link's fragment begins; without its sign only at the beginning of a word. */
const START = /(?:#|%23)(?:c|contest)(?:=|%3d)|(?<![^\s<>"|;,(])(?:c|contest)=/gi;
const WORD = /[^\s<>"|]*/y;
const LINE = /[ \t]*\n[ \t]*(?:>[ \t]*)*/y;

/**
 * All links in a text, one a line, between words or in a table's cells, escaped as HTML or as an address, or broken into lines;
 * nothing else of it is looked at. Takes time in proportion to its length.
 */
export function linksIn(text: string): Found {
  const given: Given[] = [];
  const contests: string[] = [];
  const plain = text
    .slice(0, MOST_TEXT)
    .replace(/&(?:amp|#38|#x26);/gi, '&')
    .replace(/[\u200b\u2060\u00ad\ufeff\r]/g, '')
    .replace(/https?:\/\//gi, ' $&');
  let behind = 0;
  for (const { start, end } of placesIn(plain)) {
    if (start < behind) continue;
    const { link, behind: next } = linkAt(plain, start, end);
    behind = next;
    const { key, value } = readFragment(link);
    if (/^c/i.test(link) && !isMeant(link)) continue;
    if (link.length > MOST_LINK)
      given.push({ kind: 'unread', read: beginning(link), flaw: 'too-long', why: '' });
    else if (key === 'contest') contests.push(value);
    else if (key === 'c') given.push({ kind: 'link', text: link });
  }
  return { given, contests };
}

/** Where links begin, and where the next one that has its sign does. */
function placesIn(text: string): { readonly start: number; readonly end: number }[] {
  let end = text.length;
  const places = Array.from(text.matchAll(START), ({ index }) => index)
    .reverse()
    .map((start) => {
      const place = { start, end };
      if (/[#%]/.test(text.charAt(start))) end = start;
      return place;
    });
  return places.reverse();
}

/** Without the page's address, which says nothing and may be a person's own. `behind`: where the next may begin. */
function linkAt(text: string, start: number, end: number): { link: string; behind: number } {
  const word = (from: number): string => {
    WORD.lastIndex = from;
    return (WORD.exec(text)?.[0] ?? '').slice(0, Math.max(0, end - from));
  };
  const first = word(start);
  const whole = ended(first);
  if (whole.length > MOST_LINK || reads(whole)) return { link: whole, behind: start + whole.length };
  let joined = first;
  let place = start + first.length;
  for (let lines = 0; lines < MOST_LINES && joined.length <= MOST_LINK; lines++) {
    LINE.lastIndex = place;
    const gap = LINE.exec(text)?.[0].length ?? 0;
    if (gap === 0) break;
    const next = word(place + gap);
    joined += next;
    place += gap + next.length;
    const link = ended(joined);
    if (next !== '' && reads(link)) return { link, behind: place - (joined.length - link.length) };
  }
  return { link: whole, behind: start + first.length };
}

/** Its last part is five signs; a pair's code has no punctuation, whatever a table puts behind it. */
const ended = (link: string): string =>
  /^.*?(?:&|%26)sum(?:=|%3d)[\w-]{1,5}/i.exec(link)?.[0] ??
  (/[&?]|%26/.test(link) ? link : (/^[^;,'()[\]{}]*/.exec(link)?.[0] ?? ''));

function reads(link: string): boolean {
  const { key, value } = readFragment(link);
  return key === 'contest' ? decodeContest(value).ok : decodeHandIn(link).ok;
}

/** Whether words that begin as a fragment does are one: `c=3` in a chat is none. */
function isMeant(link: string): boolean {
  const { key, value, more } = readFragment(link);
  return key === 'contest' ? decodeContest(value).ok : more.has('sum') || decodeArchitecture(value).ok;
}
