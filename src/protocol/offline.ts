/** What the page and its service worker agree on: names of what the browser keeps, and messages. */

/** Beside index.html. A site without the offline page has one of this name too, which removes what an earlier one left. */
export const SERVICE_WORKER = 'nas-service-worker.js';

const PREFIX = 'nas-playground';

/** Images of data sets that were loaded, by their addresses. */
export const IMAGES_CACHE = `${PREFIX} images`;

/** `page`: the files of the version in use; `before`: the scripts of the one before it, for pages that still run it. */
export const pageCaches = (scope: string): { readonly page: string; readonly before: string } => ({
  page: `${PREFIX} page ${scope}`,
  before: `${PREFIX} page before ${scope}`,
});

/** To a service worker that waits. Its answer comes through the port that is sent along. */
export type ToServiceWorker = { readonly type: 'use-new-version' };

/** `searching`: a page runs a search, so that the new version goes on waiting. */
export type NewVersionAnswer = 'taken' | 'searching';

/** To each page; it answers through the port that is sent along whether it runs a search. */
export type FromServiceWorker = { readonly type: 'are-you-searching' };
