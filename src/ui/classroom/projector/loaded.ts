/** What only a projected page needs, loaded together when the page has time. */
export { BoardDrawer } from './BoardDrawer.tsx';
export { Caption } from './Caption.tsx';
