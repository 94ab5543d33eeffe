import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ContestLimits } from '../../../../codecs/contest/contest.ts';
import { PRESET_SETTINGS } from '../../../../settings/settings.ts';
import { presetOf } from '../../../../space/presets.ts';
import { WHOLE_SPACE } from '../../../../space/searchSpace.ts';
import { StoreContext } from '../../../../store/context.ts';
import type { PlaygroundStore } from '../../../../store/store.ts';
import { Column } from './Column.tsx';

const { architecture } = presetOf('darts-v2');
const none = (): void => {};

const storeOf = (limits: ContestLimits | null): PlaygroundStore =>
  createStore(() => ({
    contest: limits === null ? null : { contest: { limits } },
  })) as unknown as PlaygroundStore;

const markup = (limit: string | null, limits: ContestLimits | null = null): string =>
  renderToStaticMarkup(
    <StoreContext value={storeOf(limits)}>
      <Column
        draft={architecture}
        cell="normal"
        node={{ kind: 'tile', block: 0, slot: 0 }}
        settings={PRESET_SETTINGS.mini.settings}
        space={WHOLE_SPACE}
        limits={(edit) => (edit.kind === 'operation' && edit.to === 'sepconv_7x7' ? limit : null)}
        onPoint={none}
        onChoose={none}
        onLeave={none}
      />
    </StoreContext>,
  );
const tile = (text: string): string => /<button[^>]*data-option="sepconv_7x7"[^>]*>/.exec(text)?.[0] ?? '';

test('a choice that a contest limits is off and says why; no other is', () => {
  expect(tile(markup(null))).not.toContain('aria-disabled');
  const limited = markup('At most 100 k parameters.');
  expect(tile(limited)).toContain('aria-disabled="true"');
  expect(tile(limited)).toContain('aria-description="At most 100 k parameters."');
  expect(tile(limited)).toContain('tabindex="-1"');
  expect(limited.match(/aria-disabled/g)?.length).toBe(
    1 + (markup(null).match(/aria-disabled/g)?.length ?? 0),
  );
});

test('the operations of one choice are one tab stop, at what the cell has', () => {
  const operations = markup(null).split('data-group="reads"')[0]!;
  expect(operations.match(/tabindex="0"/g)).toHaveLength(1);
  expect(/<button[^>]*tabindex="0"[^>]*>/.exec(operations)?.[0]).toContain('data-option="sepconv_3x3"');
});

test.each([
  [null, 'change in multiply-adds'],
  [{}, 'change in multiply-adds'],
  [{ parameters: 20_000 }, 'change in parameters'],
  [{ multiplyAdds: 4_000_000 }, 'change in multiply-adds'],
  [{ parameters: 20_000, multiplyAdds: 4_000_000 }, 'change in parameters · multiply-adds'],
] as const)('under the limits %j tiles tell the %s', (limits, told) => {
  const [note] = /change in [^<]*/.exec(markup(null, limits)) ?? [];
  expect(note).toBe(told);
});
