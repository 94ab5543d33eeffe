import { OWN_LIMITS } from './id.ts';

/** A picture as it was read: a square of RGB bytes, and the digest of those. */
export interface OwnPicture {
  readonly label: string;
  /** Of its file, with the folders that it lies in. */
  readonly name: string;
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly digest: string;
}

/** Why a picture that could be read, or a class, is no part of the set. */
export type Excluded =
  | { readonly kind: 'duplicate'; readonly name: string; readonly of: string }
  /** The same pixels are in two classes: none of them is kept. */
  | { readonly kind: 'contradiction'; readonly names: readonly string[] }
  | { readonly kind: 'few'; readonly label: string; readonly count: number };

/** Why there is no set yet. */
export type Lacking =
  | { readonly kind: 'few-classes'; readonly count: number }
  | { readonly kind: 'many-classes'; readonly count: number }
  | { readonly kind: 'few-images'; readonly count: number }
  | { readonly kind: 'many-images'; readonly count: number };

export interface Judged {
  /** By name. */
  readonly classes: readonly { readonly label: string; readonly count: number }[];
  readonly excluded: readonly Excluded[];
  readonly lacking: Lacking | null;
}

/** What becomes of pictures: those that are kept, by class, and what is told of all. */
export function judgePictures(pictures: readonly OwnPicture[]): {
  readonly kept: readonly (readonly OwnPicture[])[];
  readonly told: Judged;
} {
  const { single, excluded } = withoutCopies(pictures);
  const byLabel = groupBy(single, ({ label }) => label);
  const labels = [...byLabel.keys()].sort(byName);
  const enough = (label: string): boolean => byLabel.get(label)!.length >= OWN_LIMITS.imagesPerClass;
  const few = labels
    .filter((label) => !enough(label))
    .map((label): Excluded => ({ kind: 'few', label, count: byLabel.get(label)!.length }));
  const kept = labels.filter(enough).map((label) => byLabel.get(label)!);
  return {
    kept,
    told: {
      classes: kept.map((members) => ({ label: members[0]!.label, count: members.length })),
      excluded: [...excluded, ...few],
      lacking: lackingOf(kept),
    },
  };
}

/** Groups in the order of their first members. */
function groupBy<Member>(members: readonly Member[], key: (member: Member) => string): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const group = groups.get(key(member));
    if (group === undefined) groups.set(key(member), [member]);
    else group.push(member);
  }
  return groups;
}

const byName = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);

function withoutCopies(pictures: readonly OwnPicture[]): {
  readonly single: readonly OwnPicture[];
  readonly excluded: readonly Excluded[];
} {
  const single: OwnPicture[] = [];
  const excluded: Excluded[] = [];
  for (const alike of groupBy(pictures, ({ digest }) => digest).values()) {
    const [first, ...others] = alike as [OwnPicture, ...OwnPicture[]];
    if (others.some(({ label }) => label !== first.label)) {
      excluded.push({ kind: 'contradiction', names: alike.map(({ name }) => name) });
      continue;
    }
    single.push(first);
    for (const { name } of others) excluded.push({ kind: 'duplicate', name, of: first.name });
  }
  return { single, excluded };
}

function lackingOf(kept: readonly (readonly OwnPicture[])[]): Lacking | null {
  const { classes, images } = OWN_LIMITS;
  if (kept.length < classes.min) return { kind: 'few-classes', count: kept.length };
  if (kept.length > classes.max) return { kind: 'many-classes', count: kept.length };
  const count = kept.reduce((sum, { length }) => sum + length, 0);
  if (count < images.min) return { kind: 'few-images', count };
  return count > images.max ? { kind: 'many-images', count } : null;
}
