import type { SettingTable } from '../base/setting.ts';

/** Settings that every strategy has, and may want other values of. */
export const COMMON_SETTINGS = {
  /** Children between two updates of the strategy. */
  childrenPerUpdate: {
    kind: 'number',
    default: 1,
    min: 1,
    max: 100,
    step: 1,
    unit: 'children',
    label: 'Children per update',
    short: 'Children an update',
    description: 'How many children are trained before the strategy learns from their rewards.',
    group: 'search',
  },
} as const satisfies SettingTable;
