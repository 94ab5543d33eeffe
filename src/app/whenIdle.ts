/** How long a page that is never idle is waited for, ms. */
const LATEST = 8000;

/** Where a browser tells of no idle time, ms. */
const USUAL = 2000;

/** After what the page itself loads. */
export function whenIdle(act: () => void): void {
  const ask = (): void => {
    if (typeof window.requestIdleCallback === 'function') requestIdleCallback(act, { timeout: LATEST });
    else setTimeout(act, USUAL);
  };
  if (document.readyState === 'complete') ask();
  else window.addEventListener('load', ask, { once: true });
}
