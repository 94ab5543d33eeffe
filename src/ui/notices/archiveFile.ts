/** What a dropped file is by its name; whether it really is one, the loader finds out by its bytes. */
export interface ArchiveVerdict {
  /** Whether the next search reads it. */
  readonly ok: boolean;
  /** `other-name`: an archive that may be the wanted one under another name. */
  readonly kind: 'wanted' | 'other-name' | 'cifar-100' | 'not-binary' | 'no-archive';
  readonly name: string;
  readonly bytes: number;
}

export function judgeArchive(name: string, bytes: number): ArchiveVerdict {
  const kind = kindOf(name);
  return { ok: kind === 'wanted' || kind === 'other-name', kind, name, bytes };
}

function kindOf(name: string): ArchiveVerdict['kind'] {
  if (name === 'cifar-10-binary.tar.gz') return 'wanted';
  if (/cifar-?100/i.test(name)) return 'cifar-100';
  if (/(python|matlab|\.mat$)/i.test(name)) return 'not-binary';
  if (/\.(tar\.gz|tgz|tar|gz)$/i.test(name)) return 'other-name';
  return 'no-archive';
}
