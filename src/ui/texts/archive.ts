import type { ArchiveVerdict } from '../notices/archiveFile.ts';

/** What is said of a file that was dropped or chosen. */
export function archiveText({ kind, name, bytes, wanted }: ArchiveVerdict): string {
  const { menuTitle: title, archive } = wanted;
  const size = `${Math.round(bytes / 1e6)} MB`;
  switch (kind) {
    case 'wanted':
      return `The next search reads its images from ${name} (${size}).`;
    case 'other-name':
      return `The next search reads its images from ${name} (${size}); if that is not ${archive.file}, it will say so and stop.`;
    case 'other-set':
      return `${name} is ${archive.otherSet?.title}; this page needs ${title}. Drop ${archive.file}.`;
    case 'other-version':
      return `${name} is not the ${archive.version?.title} version of ${title}, the one this page reads. Drop ${archive.file}.`;
    case 'no-archive':
      return `${name} is no archive of ${title}, so nothing was changed. Drop ${archive.file}.`;
    default:
      return kind satisfies never;
  }
}
