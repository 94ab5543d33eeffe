import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { StoreContext } from '../../../../store/context.ts';
import type { ShownInspection } from '../../../../store/shown/inspection.ts';
import { browser } from '../../../../store/testing/browser.ts';
import { loadCells, recordedInspected } from '../../../classroom/lessons/recorded.ts';
import { Maps } from './Maps.tsx';

test('a child that can answer for none is not said to have them on their way', async () => {
  const { store, get } = browser().open();
  const inspected = recordedInspected(await loadCells(), 1)!;
  get().start('run');
  get().openRecorded(1, inspected);
  const said = (notAnswered: ShownInspection['notAnswered']): string =>
    renderToStaticMarkup(
      <StoreContext.Provider value={store}>
        <Maps
          inspection={{ ...get().inspection!, notAnswered }}
          inspected={inspected}
          place={{ part: 'stem' }}
          image={0}
        />
      </StoreContext.Provider>,
    );
  expect(said(null)).toContain('waiting');
  expect(said({ kind: 'recorded' })).toMatch(/no .*maps/);
  expect(said({ kind: 'recorded' })).not.toContain('waiting');
});
