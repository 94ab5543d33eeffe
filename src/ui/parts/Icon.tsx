import type { ReactElement } from 'react';
import './Icon.css';

/** Signs of the controls, on a 16 px lattice, in the colour of the text. */

const SIGNS = {
  play: <path d="M4.5 2.8v10.4l8.6-5.2z" />,
  pause: <path d="M4 3h3v10H4zM9 3h3v10H9z" />,
  step: <path d="M3 3.4v9.2L10.6 8zM11.2 3h1.8v10h-1.8z" />,
  stop: <path d="M3.5 3.5h9v9h-9z" />,
  theme: (
    <path
      d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zm0 1.4v9.6a4.8 4.8 0 0 1 0-9.6z"
      fillRule="evenodd"
    />
  ),
  settings: (
    <path d="M2 4h5v1.2H2zM11 4h3v1.2h-3zM9 2.6a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM2 10.8h2v1.2H2zM8 10.8h6v1.2H8zM6 9.4a2 2 0 1 1 0 4 2 2 0 0 1 0-4z" />
  ),
  close: <path d="m3.5 4.3.8-.8L8 7.2l3.7-3.7.8.8L8.8 8l3.7 3.7-.8.8L8 8.8l-3.7 3.7-.8-.8L7.2 8z" />,
  up: <path d="m3.4 10 4.6-4.6L12.6 10l-.9.9L8 7.2l-3.7 3.7z" />,
  lock: (
    <path
      d="M5 7V5.2a3 3 0 0 1 6 0V7h1v6.5H4V7zm1.1 0h3.8V5.2a1.9 1.9 0 0 0-3.8 0zm-1 1.1v4.3h5.8V8.1z"
      fillRule="evenodd"
    />
  ),
  chart: <path d="M2 2h1.2v10.8H14V14H2zM4.6 10.4l2.8-3.6 2.2 1.8 3.2-4.4 1 .7-4 5.5-2.2-1.8-2 2.6z" />,
  learn: <path d="M8 2.5 15 6 8 9.5 1 6zM4 8.6l4 2 4-2v2.9l-4 2-4-2z" />,
  list: <path d="M2 3h2v2H2zM6 3.4h8v1.2H6zM2 7h2v2H2zM6 7.4h6v1.2H6zM2 11h2v2H2zM6 11.4h8v1.2H6z" />,
  dots: <path d="M2 7h2v2H2zM7 7h2v2H7zM12 7h2v2h-2z" />,
  pin: <path d="M5 1.8h6v1.1l-1 .6v3.7l2 1.6v1.1H8.6V14H7.4V9.9H4V8.8l2-1.6V3.5l-1-.6z" />,
} as const;

export type Sign = keyof typeof SIGNS;

export function Icon({ sign }: { readonly sign: Sign }): ReactElement {
  return (
    <svg
      className="icon"
      width={16}
      height={16}
      viewBox="0 0 16 16"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {SIGNS[sign]}
    </svg>
  );
}
