import { type ReactElement, useEffect, useRef, useState } from 'react';
import { formatArchitecture } from '../../../../codecs/architectureJson.ts';
import { describeGenotypeLack, writeGenotype } from '../../../../codecs/cells/genotype.ts';
import { encodeArchitecture, shareLink } from '../../../../codecs/share.ts';
import type { Architecture } from '../../../../space/architecture.ts';
import { Spoken } from '../../../parts/Spoken.tsx';
import { Words } from '../../../parts/Words.tsx';
import { editorTexts } from '../../../texts/child/layer/editor.ts';
import '../choices/ChoiceGroup.css';
import './AsText.css';

const says = editorTexts.text;
const FORMS = ['link', 'json', 'genotype'] as const;
type Form = (typeof FORMS)[number];

/** How long "Copied" stays, in ms. */
const STAY = 2000;

interface Written {
  readonly shown: string;
  /** What is copied; null where the form can't express the pair, which `shown` then says. */
  readonly copied: string | null;
}

function written(architecture: Architecture, form: Form): Written {
  switch (form) {
    case 'link':
      return {
        shown: `#c=${encodeArchitecture(architecture)}`,
        copied: shareLink(location.href, architecture),
      };
    case 'json': {
      const text = formatArchitecture(architecture);
      return { shown: text, copied: text };
    }
    case 'genotype': {
      const text = writeGenotype(architecture);
      return text.ok
        ? { shown: text.value, copied: text.value }
        : { shown: describeGenotypeLack(text.error), copied: null };
    }
    default:
      return form satisfies never;
  }
}

/** The edited pair as a link, as JSON or as a genotype, to be copied. */
export function OwnText({ architecture }: { readonly architecture: Architecture | null }): ReactElement {
  const [form, setForm] = useState<Form>('link');
  const [state, setState] = useState<'copied' | 'by-hand' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const field = useRef<HTMLPreElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  const text = architecture && written(architecture, form);
  const copied = text?.copied ?? null;

  const copy = async (): Promise<void> => {
    if (copied === null) return;
    try {
      await navigator.clipboard.writeText(copied);
      setState('copied');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setState(null), STAY);
    } catch {
      // No clipboard on an insecure origin, or permission refused.
      if (field.current !== null) getSelection()?.selectAllChildren(field.current);
      setState('by-hand');
    }
  };
  return (
    <>
      <div className="choice-head">
        <h3>{says.title}</h3>
        <Words
          name={says.forms}
          words={FORMS.map((one) => [one, says.form[one], null] as const)}
          chosen={form}
          onChoose={(to) => {
            setForm(to);
            setState(null);
          }}
        />
        {copied !== null && (
          <button
            type="button"
            className="link text-copy"
            aria-label={says.copy[form]}
            onClick={() => void copy()}
          >
            {state === 'copied' ? says.copied : says.copy[form]}
          </button>
        )}
      </div>
      <Spoken text={state === 'copied' ? says.copied : ''} />
      <pre
        ref={field}
        className={copied === null ? 'text-own text-lacking' : 'text-own'}
        data-form={form}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
      >
        {state === 'by-hand' && form === 'link' ? copied : (text?.shown ?? editorTexts.unfinished)}
      </pre>
      {state === 'by-hand' && <p className="text-read">{says.byHand}</p>}
    </>
  );
}
