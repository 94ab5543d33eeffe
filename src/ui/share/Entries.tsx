import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { formatArchitecture } from '../../codecs/architectureJson.ts';
import { describeGenotypeLack, writeGenotype } from '../../codecs/cells/genotype.ts';
import { CELL_CHOICES, type CellChoice, cellPicture, type Picture } from '../../drawings/cell/picture.ts';
import { qrPicture } from '../../drawings/qr/qr.ts';
import type { Settings } from '../../settings/settings.ts';
import { useTheme } from '../hooks/useTheme.ts';
import { tip } from '../parts/tips/tip.ts';
import { Words } from '../parts/Words.tsx';
import { saveFile } from '../runs/saveFile.ts';
import { shareTexts } from '../texts/share.ts';
import { PrintPage } from './PrintPage.tsx';
import { fileWords, pictureName, pngOf, svgAddress } from './pictures.ts';
import type { Shared } from './useShared.ts';
import './Entries.css';

const SVG_TYPE = 'image/svg+xml';

export interface EntriesProps {
  readonly shared: Shared;
  readonly settings: Settings;
  readonly link: string;
  /** What the link opens. */
  readonly opens: 'cells' | 'settings';
  /** Whether it is said beside the QR code what that opens. */
  readonly isCaptioned: boolean;
}

/** What is saved, printed or photographed: the QR code at left, the entries at right. */
export function Entries({ shared, settings, link, opens, isCaptioned }: EntriesProps): ReactElement {
  const { architecture, name } = shared;
  const theme = useTheme();
  const [cells, setCells] = useState<CellChoice>('both');
  const [prints, setPrints] = useState(0);
  const [isUnmade, setUnmade] = useState(false);
  const code = useMemo(() => qrPicture(link, shareTexts.qr[opens]), [link, opens]);
  const picture = (): Picture => cellPicture(architecture, { cells, theme });
  const savePng = async (file: string, { svg, width, height }: Picture): Promise<void> => {
    try {
      setUnmade(false);
      saveFile(file, await pngOf(svg, width, height));
    } catch {
      setUnmade(true);
    }
  };
  const codeName = `${fileWords(name)}-qr-code`;
  return (
    <section className="entries">
      {code === null ? (
        <p className="entries-code">{shareTexts.qr.tooLong}</p>
      ) : (
        <figure className="entries-code">
          <img src={svgAddress(code.svg)} alt={shareTexts.qr[opens]} />
          {isCaptioned && <figcaption>{shareTexts.qr.alone}</figcaption>}
        </figure>
      )}
      <div className="entries-rows">
        <Row name={shareTexts.rows.picture}>
          <Entry
            text={shareTexts.svg}
            says={shareTexts.svgSays}
            act={() => saveFile(pictureName(name, cells, 'svg'), picture().svg, SVG_TYPE)}
          />
          <Entry
            text={shareTexts.png}
            says={shareTexts.pngSays}
            act={() => savePng(pictureName(name, cells, 'png'), picture())}
          />
          <Words
            name={shareTexts.cells.name}
            words={CELL_CHOICES.map((id) => [id, shareTexts.cells[id], null] as const)}
            chosen={cells}
            onChoose={setCells}
          />
        </Row>
        <Row name={shareTexts.rows.paper}>
          <Entry
            text={shareTexts.print}
            says={shareTexts.printSays}
            act={() => setPrints((count) => count + 1)}
          />
        </Row>
        <Row name={shareTexts.rows.data}>
          <Entry
            text={shareTexts.json}
            says={shareTexts.jsonSays}
            act={() => saveFile(`${fileWords(name)}.json`, formatArchitecture(architecture))}
          />
          <Genotype shared={shared} />
        </Row>
        {code !== null && (
          <Row name={shareTexts.rows.qr}>
            <Entry
              text={shareTexts.svg}
              name={shareTexts.qrSvg}
              act={() => saveFile(`${codeName}.svg`, code.svg, SVG_TYPE)}
            />
            <Entry
              text={shareTexts.png}
              name={shareTexts.qrPng}
              act={() => savePng(`${codeName}.png`, { svg: code.svg, width: code.side, height: code.side })}
            />
          </Row>
        )}
        {isUnmade && (
          <p className="entries-note" role="alert">
            {shareTexts.unmade}
          </p>
        )}
      </div>
      {prints > 0 && (
        <PrintPage
          key={prints}
          shared={shared}
          settings={settings}
          link={link}
          code={code && { svg: code.svg, name: shareTexts.qr[opens] }}
        />
      )}
    </section>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't stand beside its fields
    <div className="entries-row" role="group" aria-label={name}>
      <span aria-hidden="true">{name}</span>
      <span className="entries-acts">{children}</span>
    </div>
  );
}

/** Where the cells can be written so; else it says why they can't. */
function Genotype({ shared: { architecture, name } }: { readonly shared: Shared }): ReactElement {
  const written = useMemo(() => writeGenotype(architecture), [architecture]);
  return (
    <Entry
      text={shareTexts.genotype}
      says={written.ok ? shareTexts.genotypeSays : describeGenotypeLack(written.error)}
      isBlocked={!written.ok}
      act={() => written.ok && saveFile(`${fileWords(name)}.txt`, `${written.value}\n`, 'text/plain')}
    />
  );
}

interface EntryProps {
  readonly text: string;
  /** Accessible name, where the text alone stands elsewhere too. */
  readonly name?: string;
  readonly says?: string;
  /** It can't be had, and `says` why. */
  readonly isBlocked?: boolean;
  readonly act: () => unknown;
}

function Entry({ text, name, says, isBlocked = false, act }: EntryProps): ReactElement {
  return (
    <button
      type="button"
      className="link entry"
      aria-label={name}
      aria-disabled={isBlocked || undefined}
      {...(says === undefined ? {} : tip(says))}
      onClick={() => void act()}
    >
      {text}
    </button>
  );
}
