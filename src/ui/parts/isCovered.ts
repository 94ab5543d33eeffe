/** What Escape closes first: a dialog or a popover; a word's tip is none. */
const OVER = 'dialog[open], [popover]:popover-open:not(.tip)';

/** Whether something is open over page and layer alike, which Escape is for. */
export const isCovered = (): boolean => document.querySelector(OVER) !== null;
