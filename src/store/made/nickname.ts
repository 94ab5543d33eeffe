/** Names that a person gets who has not chosen one: two plain words. */

const FIRST = [
  'amber',
  'brave',
  'bright',
  'calm',
  'clever',
  'copper',
  'curious',
  'eager',
  'early',
  'gentle',
  'golden',
  'green',
  'happy',
  'kind',
  'lively',
  'lucky',
  'merry',
  'mild',
  'misty',
  'nimble',
  'patient',
  'plain',
  'proud',
  'quick',
  'quiet',
  'silver',
  'sunny',
  'swift',
  'tidy',
  'warm',
  'wide',
  'wise',
];

const SECOND = [
  'badger',
  'beaver',
  'birch',
  'cedar',
  'crane',
  'dolphin',
  'falcon',
  'fern',
  'finch',
  'fox',
  'hare',
  'hazel',
  'heron',
  'ivy',
  'lark',
  'lynx',
  'maple',
  'marten',
  'otter',
  'owl',
  'panda',
  'pebble',
  'pine',
  'puffin',
  'robin',
  'seal',
  'sparrow',
  'stork',
  'thistle',
  'tiger',
  'willow',
  'wren',
];

/** `draw` gives a number below 1; by the browser's own randomness unless it is given. */
export function drawNickname(draw: () => number = drawn): string {
  const one = (words: readonly string[]): string => words[Math.floor(draw() * words.length)] ?? words[0]!;
  return `${one(FIRST)} ${one(SECOND)}`;
}

const drawn = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
