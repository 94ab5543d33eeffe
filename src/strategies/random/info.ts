import type { StrategyInfo } from '../info.ts';

export const random = {
  id: 'random',
  title: 'Random search',
  isBaseline: true,
  name: 'Random search',
  short: 'Random',
  hint: 'what the others have to beat; repeats no graph',
  settingsTitle: 'Random search',
  settings: {
    repeatGraphs: {
      kind: 'switch',
      default: false,
      later: false,
      label: 'Repeat graphs',
      description:
        'Random search draws decisions evenly, not graphs: one that can be written in more ways comes more often. On, one that came before may come again.',
      group: 'strategy',
    },
  },
  mini: {},
  paper: {},
  variant: {
    id: 'random-repeat',
    name: 'Random, repeating',
    short: 'repeating',
    hint: 'random search that may draw a graph again',
    settings: { repeatGraphs: true },
  },
} as const satisfies StrategyInfo;
