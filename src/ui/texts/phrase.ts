import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { TermId } from './classroom/glossary/ids.ts';

/**
 * A sentence around marked-up parts: phrase`Trial ${<b>3</b>} of ${total}`. The catalogue stays free of markup, and a
 * sentence stays in one piece whatever order its parts have in it.
 */
export function phrase(words: TemplateStringsArray, ...parts: readonly ReactNode[]): ReactElement {
  const children = words.flatMap((text, index): ReactNode[] => [text, parts[index]]);
  return createElement(Fragment, null, ...children);
}

/**
 * Marks a word of a sentence as a term of the glossary. A text that has one takes its marker as its last argument and is plain
 * without it: `parameters: (figure, mark = unmarked) => phrase\`${figure} ${mark('parameter', 'parameters')}\``.
 */
export type Mark = (term: TermId, word: string) => ReactNode;

export const unmarked: Mark = (_, word) => word;
