/** The frame of the page on a phone. */
export const phoneTexts = {
  bar: 'Parts of the page',
  destinations: { search: 'Search', board: 'Board', more: 'More' },
  back: '‹ Board',
  preset: 'Preset:',
  run: 'Search',
  place: 'Trains on',
  class: 'Class',
  speed: 'Speed',
  theme: 'Theme',
} as const;
