import type { ReactElement } from 'react';
import type { Importing } from '../../store/own/own.ts';
import { excludedText, ownTexts, refusalText, unreadText } from '../texts/own.ts';
import './OwnDialog.css';

/** So many are told one by one. */
const MOST = 20;

/** What was not taken of the pictures that were given, and why. */
export function LeftOut({ importing }: { readonly importing: Importing }): ReactElement {
  const { told, refusal, unread, others, failure } = importing;
  const wrong = [
    ...(failure === null ? [] : [ownTexts.unkept(failure)]),
    ...(refusal === null ? [] : [refusalText(refusal)]),
  ];
  const sentences = [...unread.map(unreadText), ...(told?.excluded ?? []).map(excludedText)];
  const left = sentences.length - MOST;
  return (
    <>
      {wrong.map((text) => (
        <p key={text} className="own-wrong" role="alert">
          {text}
        </p>
      ))}
      {sentences.length + others > 0 && (
        <details className="own-left" open>
          <summary>{ownTexts.excluded(sentences.length)}</summary>
          <ul>
            {sentences.slice(0, MOST).map((text) => (
              <li key={text}>{text}</li>
            ))}
            {left > 0 && <li>{ownTexts.more(left)}</li>}
            {others > 0 && <li>{ownTexts.others(others)}</li>}
          </ul>
        </details>
      )}
    </>
  );
}
