import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';

/**
 * A sentence around marked-up parts: phrase`Trial ${<b>3</b>} of ${total}`. The catalogue stays free of markup, and a
 * sentence stays in one piece whatever order its parts have in it.
 */
export function phrase(words: TemplateStringsArray, ...parts: readonly ReactNode[]): ReactElement {
  const children = words.flatMap((text, index): ReactNode[] => [text, parts[index]]);
  return createElement(Fragment, null, ...children);
}
