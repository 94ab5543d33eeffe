import { expect, test } from 'vitest';
import { gpuRemedy, noticesTexts, saidOnce } from './notices.ts';

test('a fallback says each sentence once, as its worker words it', () => {
  const { cpu } = noticesTexts.trainsOn;
  const warning = `There is no WebGPU here. There is no WebGL here. ${cpu}`;
  const remedy = gpuRemedy({ ok: false, lack: 'no-webgpu', linux: false });
  expect(saidOnce(cpu, warning, remedy)).toBe(
    'There is no WebGPU here. There is no WebGL here. Use a recent Chrome or Edge.',
  );
  expect(saidOnce(cpu, null, null)).toBe('');
  expect(saidOnce('One.', 'Two. Two.', 'Two. One.')).toBe('Two.');
});
