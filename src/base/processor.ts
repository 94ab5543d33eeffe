/** More threads than this have nothing left to take: the processor's engine cuts a batch into at most so many slices. */
export const MOST_THREADS = 16;

/** Threads that a page may have: one unless it is cross-origin isolated, since only then may threads share a memory. */
export function threadsOf({
  crossOriginIsolated,
  navigator,
}: {
  readonly crossOriginIsolated: boolean;
  readonly navigator: { readonly hardwareConcurrency: number };
}): number {
  return crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1) : 1;
}
