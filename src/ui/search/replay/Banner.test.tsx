import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { liveRun } from '../../../run/live.ts';
import { newRun } from '../../../run/run.ts';
import { presetFor } from '../../../settings/settings.ts';
import { Banner, type BannerProps } from './Banner.tsx';

const said = (of: BannerProps['of'], rewards: 'table' | 'trained'): string => {
  const settings = { ...presetFor('table', 'ppo'), rewards };
  const run = newRun({ name: 'A search', created: '2026-11-30T12:00:00.000Z', settings });
  return renderToStaticMarkup(<Banner whole={liveRun('a', run)} of={of} onClose={() => {}} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
};

test('only what came with the page is said to have come with it', () => {
  expect(said('lesson', 'table')).toMatch(
    /A search of this lesson: A search, made on 30 November 2026 .* It is not kept/,
  );
  expect(said('lesson', 'trained')).toMatch(/A recorded run: .* It came with this page/);
  expect(said('page', 'table')).toMatch(/A recorded run: .* It came with this page/);
  expect(said('kept', 'table')).toMatch(/A recorded run: .* Start leaves the replay/);
});
