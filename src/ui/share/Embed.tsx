import { type ReactElement, useState } from 'react';
import { CELL_CHOICES, type CellChoice } from '../../drawings/cell/picture.ts';
import type { Architecture } from '../../space/architecture.ts';
import { Words } from '../parts/Words.tsx';
import { shareTexts } from '../texts/share.ts';
import { Copied } from './Copied.tsx';
import { embedCode } from './links.ts';
import './Embed.css';

const texts = shareTexts.embed;

/** A frame with the drawing alone, for lecture notes. */
export function Embed({ architecture }: { readonly architecture: Architecture }): ReactElement {
  const [cells, setCells] = useState<CellChoice>('normal');
  return (
    <section className="embed">
      <div className="embed-head">
        <h3>{texts.title}</h3>
        <Words
          name={texts.name}
          words={CELL_CHOICES.map((id) => [id, shareTexts.cells[id], null] as const)}
          chosen={cells}
          onChoose={setCells}
        />
      </div>
      <Copied
        field={texts.field}
        name={shareTexts.copy.embed}
        text={embedCode(architecture, cells, texts.frame[cells])}
      />
    </section>
  );
}
