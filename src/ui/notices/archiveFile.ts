/** What a dropped file is by its name; whether it really is one, the loader finds out by its bytes. */

export type ArchiveVerdict =
  | { readonly ok: true; readonly note: string }
  | { readonly ok: false; readonly note: string };

const WANTED = 'cifar-10-binary.tar.gz';

export function judgeArchive(name: string, bytes: number): ArchiveVerdict {
  const size = `${Math.round(bytes / 1e6)} MB`;
  if (name === WANTED) return { ok: true, note: `The next search reads its images from ${name} (${size}).` };
  if (/cifar-?100/i.test(name)) {
    return { ok: false, note: `${name} is CIFAR-100; this page needs CIFAR-10. Drop ${WANTED}.` };
  }
  if (/(python|matlab|\.mat$)/i.test(name)) {
    return {
      ok: false,
      note: `${name} is not the binary version of CIFAR-10, the one this page reads. Drop ${WANTED}.`,
    };
  }
  if (/\.(tar\.gz|tgz|tar|gz)$/i.test(name)) {
    return {
      ok: true,
      note: `The next search reads its images from ${name} (${size}); if that is not ${WANTED}, it will say so and stop.`,
    };
  }
  return { ok: false, note: `${name} is no archive of CIFAR-10, so nothing was changed. Drop ${WANTED}.` };
}
