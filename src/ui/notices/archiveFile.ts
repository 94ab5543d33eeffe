import type { Archive, ArchivedInfo } from '../../data/dataset.ts';
import { archivedInfo, USUAL_DATASET } from '../../data/infos.ts';

/** What a dropped file is by its name; whether it really is one, the loader finds out by its bytes. */
export interface ArchiveVerdict {
  /** Whether the next search reads it. */
  readonly ok: boolean;
  /** `other-name`: an archive that may be the wanted one under another name. */
  readonly kind: 'wanted' | 'other-name' | 'other-set' | 'other-version' | 'no-archive';
  readonly name: string;
  readonly bytes: number;
  /** The data set that an archive is needed of. */
  readonly wanted: ArchivedInfo;
}

export function judgeArchive(
  name: string,
  bytes: number,
  wanted: ArchivedInfo = archivedInfo(USUAL_DATASET),
): ArchiveVerdict {
  const kind = kindOf(name, wanted.archive);
  return { ok: kind === 'wanted' || kind === 'other-name', kind, name, bytes, wanted };
}

function kindOf(name: string, { file, otherSet, version }: Archive): ArchiveVerdict['kind'] {
  if (name === file) return 'wanted';
  if (otherSet?.name.test(name)) return 'other-set';
  if (version?.others.test(name)) return 'other-version';
  if (/\.(tar\.gz|tgz|tar|gz)$/i.test(name)) return 'other-name';
  return 'no-archive';
}
