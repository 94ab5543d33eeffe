import { describeProblem, type SettingsProblem, settingOf } from '../../../settings/settings.ts';
import { megabytesText, NONE, plain, whole } from '../../format.ts';
import { counts } from '../counts.ts';

/** Settings themselves are named in their table (settings/table), and strategies in their list. */
export const settingsTexts = {
  close: 'Close settings',
  sections: {
    search: 'Search',
    space: 'Space',
    child: 'Child',
    data: 'Data',
    training: 'Training',
  },
  /** As files and commands say it, with the setting's name on the page. */
  problem: (problem: SettingsProblem): string =>
    describeProblem(problem, problem.field === 'settings' ? problem.field : settingOf(problem.field).label),
  on: 'on',
  off: 'off',
  /** What a number's row says of it: its meaning, and its range. */
  ranged: (description: string, min: number, max: number): string =>
    `${description} From ${plain(min)} to ${whole(max) === '0' || max < 1 ? plain(max) : whole(max)}.`,
  /** Of a setting that Fitted chooses. */
  unchosen: (description: string): string => `Chosen at Start. ${description}`,
  noNumber: (typed: string, min: number, max: number): string =>
    `“${typed}” is no number: type one from ${plain(min)} to ${plain(max)}.`,
  operations: {
    label: 'Operations',
    chosen: (chosen: number, all: number): string => `${chosen} of ${all}`,
    leftOut: (name: string): string => `${name}, left out`,
    says: (name: string, description: string): string => `${name}: ${description}`,
  },
  presets: {
    label: 'Preset',
    own: 'Own settings',
    fittedTitle: 'Fitted',
    /** Where the next search trains; null while nobody knows. */
    where: (onGpu: boolean | null): string =>
      onGpu === null ? 'this machine' : onGpu ? 'this GPU' : 'this processor',
    rung: (title: string, children: number): string => `${title}, ${counts.children(children)}`,
    fitted: (children: string, pixels: number, where: string): string =>
      `${children} at ${pixels} pixels, chosen by the pace measured on ${where}.`,
    unfitted: (where: string): string =>
      `Children and their size are chosen at Start, by half a second’s probe of ${where}.`,
    unmeasured: 'The time it takes here is shown after the first measured batches.',
    measured: 'Times are estimates at the pace measured on this machine.',
    sized: (children: string, epochs: string): string => `${children}, ${epochs}`,
    timed: (children: string, time: string): string => `${children}, ${time}`,
    /** Days and years have no room for the word. */
    about: (time: string): string => (/(days|years)$/.test(time) ? `≈ ${time}` : `about ${time}`),
    lookedUp: (time: string): string => `looked up, ${time}`,
    says: (hint: string, summary: string): string => `${hint}. ${summary}`,
  },
  /** In the menu of images. */
  ownPictures: 'Your own pictures …',
  archive: {
    label: 'Archive',
    says: (file: string): string =>
      `Reads the images from ${file} on your disk; it can also be dropped anywhere on the page.`,
    choose: 'Choose…',
    chooseName: (title: string): string => `Choose an archive of ${title}`,
    leave: 'Don’t use',
  },
  /** Images of data sets that the browser keeps once they were loaded. */
  keptImages: {
    label: 'Kept here',
    says: (bytes: number): string =>
      `${megabytesText(bytes)} of images kept here, in this browser: with them children train without a network too.`,
    remove: 'Remove',
    removeName: (bytes: number): string => `Remove ${megabytesText(bytes)} of images kept here`,
  },
  /** While a search plays that nobody has touched. */
  ofStart: (unchosen: boolean): string =>
    `${unchosen ? `Start trains these; what stands as ${NONE} it chooses first.` : 'These are what Start trains.'} The search that plays has its own.`,
  /** Why nothing can be changed, and the way out. */
  lock: {
    running: {
      ahead: 'These are for the next run; the one in progress keeps its own.',
      locked: 'Settings are fixed while a search runs.',
      showRun: 'Show this run’s',
      setUpNext: 'Set up the next run',
    },
    replayed: {
      ahead: 'These are for the next run, here.',
      locked: 'These are the recorded run’s.',
      showRun: 'Show the recorded run’s',
      setUpNext: 'Set up a run here',
    },
    followed: {
      ahead: 'These are for the next run, here.',
      locked: 'These are the followed run’s, which can’t be changed here.',
      showRun: 'Show the followed run’s',
      setUpNext: 'Set up a run here',
    },
  },
} as const;
