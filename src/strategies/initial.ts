import type { SettingTable } from '../base/setting.ts';

/** Of strategies that begin with random children. */
export const INITIAL_SETTINGS = {
  initialChildren: {
    kind: 'number',
    default: 10,
    later: 10,
    min: 1,
    max: 1000,
    step: 1,
    unit: 'children',
    label: 'Random children first',
    short: 'Random first',
    description:
      'How many random children the strategy begins with; local search begins so again each time that it restarts.',
    group: 'strategy',
  },
} as const satisfies SettingTable;
