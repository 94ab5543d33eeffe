/** Id of the page's main part: what skips to it, or leads back to it, names it. */
export const MAIN = 'main';
