import type { ArchiveVerdict } from '../notices/archiveFile.ts';

const WANTED = 'cifar-10-binary.tar.gz';

/** What is said of a file that was dropped or chosen. */
export function archiveText({ kind, name, bytes }: ArchiveVerdict): string {
  const size = `${Math.round(bytes / 1e6)} MB`;
  switch (kind) {
    case 'wanted':
      return `The next search reads its images from ${name} (${size}).`;
    case 'other-name':
      return `The next search reads its images from ${name} (${size}); if that is not ${WANTED}, it will say so and stop.`;
    case 'cifar-100':
      return `${name} is CIFAR-100; this page needs CIFAR-10. Drop ${WANTED}.`;
    case 'not-binary':
      return `${name} is not the binary version of CIFAR-10, the one this page reads. Drop ${WANTED}.`;
    case 'no-archive':
      return `${name} is no archive of CIFAR-10, so nothing was changed. Drop ${WANTED}.`;
    default:
      return kind satisfies never;
  }
}
