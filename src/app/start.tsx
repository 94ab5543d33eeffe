import './start.css';

/** A frame on another page asks for the drawing alone, which needs nothing of the rest. */
const isEmbedded = new URLSearchParams(location.search).get('embed') === '1';
void (isEmbedded ? import('./embed/embed.tsx') : import('./main.tsx'));
