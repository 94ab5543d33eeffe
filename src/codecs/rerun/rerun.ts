import { fail, ok, type Result } from '../../base/result.ts';
import { isChoice } from '../../base/setting.ts';
import {
  type PresetId,
  presetFor,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  type StrategyId,
  settingOf,
  validateSettings,
} from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { seal, sextetsOf, textOf, unseal } from '../envelope.ts';
import { decodeArchitecture, encodeArchitecture } from '../share.ts';
import type { NewerChoice, RerunError } from './rerunError.ts';
import {
  Misspelled,
  type SextetReader,
  sextetReader,
  type Value,
  valueSextets,
  wholeSextets,
  wordSextets,
} from './values.ts';

/**
 * What makes a search again, in the fragment of a link, `#r=<code>`: a pair of cells to look at, which may be left out, and
 * settings as a preset and what differs from it. Wrapped as share codes are; about 50 characters with a pair.
 *
 * Payload of version 1, as sextets: the pair's share code, its length before it; the preset's place in PRESETS; the strategy as
 * a word, since presets give each what it needs; how many settings differ; of each its place in NUMBERED from 1, or 0 and its
 * name; its value.
 */
export interface Rerun {
  readonly architecture: Architecture | null;
  readonly settings: Settings;
}

/** What differs from a preset. */
export interface Differences {
  readonly preset: PresetId;
  /** The strategy is not among them. */
  readonly names: readonly SettingName[];
}

const VERSION = 1;
/** Never another order: links count by it. A preset whose settings change takes a new name, and the old one stays here. */
const PRESETS = ['mini', 'demo', 'table', 'paper'] as const satisfies readonly PresetId[];
/**
 * The settings of the first version that made such links; never another order. A younger one is written by its name, so that a
 * page that does not know it can name it.
 */
const NUMBERED: readonly string[] = [
  'strategy',
  'trials',
  'childrenPerUpdate',
  'finalists',
  'seed',
  'rewards',
  'reward',
  'costTarget',
  'costExponent',
  'weightSharing',
  'halving',
  'reductionFactor',
  'minimumEpochs',
  'blocks',
  'operations',
  'cellsPerStage',
  'filters',
  'epochs',
  'batch',
  'learningRate',
  'momentum',
  'weightDecay',
  'clipNorm',
  'labelSmoothing',
  'keepProbability',
  'validateEachEpoch',
  'auxiliary',
  'dataset',
  'imageSize',
  'trainImages',
  'validationImages',
  'cropPadding',
  'cutout',
  'flip',
  'controllerLearningRate',
  'entropyWeight',
  'baselineDecay',
  'policyEpochs',
  'clipRange',
  'repeatGraphs',
  'populationSize',
  'sampleSize',
  'identityRate',
  'retrainKnown',
  'initialChildren',
  'explorationWeight',
  'noiseDeviation',
  'priorDeviation',
  'candidates',
];
/** Well above what a pair and all settings take; longer texts are not even looked at. */
const MOST_SEXTETS = 4096;

/** The preset that leaves the fewest settings to be told. */
export function differencesOf(settings: Settings): Differences {
  const all = PRESETS.map((preset) => {
    const base = presetFor(preset, settings.strategy);
    return { preset, names: SETTING_NAMES.filter((name) => !isSame(base[name], settings[name])) };
  });
  return all.reduce((fewest, one) => (one.names.length < fewest.names.length ? one : fewest));
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Throws a RangeError on an architecture or settings that are not valid. */
export function encodeRerun({ architecture, settings }: Rerun): string {
  if (!validateSettings(settings).ok) throw new RangeError('no link for settings that no search can have');
  const pair = architecture === null ? [] : (sextetsOf(encodeArchitecture(architecture)) ?? []);
  const { preset, names } = differencesOf(settings);
  const payload = [
    ...wholeSextets(pair.length),
    ...pair,
    ...wholeSextets(PRESETS.indexOf(preset)),
    ...wordSextets(settings.strategy),
    ...wholeSextets(names.length),
    ...names.flatMap((name) => [...nameSextets(name), ...valueSextets(toldValue(name, settings[name]))]),
  ];
  return seal({ version: VERSION, payload });
}

/** Any text at all answers settings that a search can have, or an error, in time proportional to its length. */
export function decodeRerun(code: string): Result<Rerun, RerunError> {
  if (code.length > MOST_SEXTETS) return fail({ kind: 'damaged-rerun', flaw: 'too-long' });
  const envelope = unseal(code);
  if (!envelope.ok) {
    // Of the flaws of share codes this one is of links alone.
    return fail({
      kind: 'damaged-rerun',
      flaw: envelope.error === 'no-cells' ? 'misspelled' : envelope.error,
    });
  }
  const { version, payload } = envelope.value;
  if (version > VERSION) return fail({ kind: 'newer-rerun', format: version, known: VERSION });
  try {
    return readPayload(sextetReader(payload));
  } catch (thrown) {
    if (thrown instanceof Misspelled) return fail({ kind: 'damaged-rerun', flaw: 'misspelled' });
    throw thrown;
  }
}

function readPayload(reader: SextetReader): Result<Rerun, RerunError> {
  const pair = textOf(reader.some(reader.whole()));
  const preset = PRESETS[reader.whole()];
  const strategy = reader.word();
  const told = Array.from({ length: Math.min(reader.whole(), MOST_SEXTETS) }, () => {
    const name = readName(reader);
    return [name, reader.value()] as const;
  });
  if (!reader.isDone) throw new Misspelled();
  if (preset === undefined) return fail({ kind: 'newer-preset' });
  const unknown = told.map(([name]) => name).filter((name) => !isKnown(name));
  if (unknown.length > 0) return fail({ kind: 'newer-settings', names: [...new Set(unknown)] });
  const choices = [
    ...newerChoices('strategy', strategy),
    ...told.flatMap(([name, value]) => newerChoices(name as SettingName, value)),
  ];
  if (choices.length > 0) return fail({ kind: 'newer-choices', choices });
  const given = told.map(([name, value]) => [name, readValue(name as SettingName, value)] as const);
  const base = presetFor(preset, strategy as StrategyId);
  const settings = validateSettings({ ...base, ...Object.fromEntries(given) });
  if (!settings.ok) return fail({ kind: 'rerun-settings', problems: settings.error });
  if (pair === '') return ok({ architecture: null, settings: settings.value });
  const architecture = decodeArchitecture(pair);
  if (!architecture.ok) return fail({ kind: 'rerun-cells', error: architecture.error });
  return ok({ architecture: architecture.value, settings: settings.value });
}

function nameSextets(name: SettingName): number[] {
  const place = NUMBERED.indexOf(name);
  return place < 0 ? [0, ...wordSextets(name)] : wholeSextets(place + 1);
}

function readName(reader: SextetReader): string {
  const place = reader.whole();
  const name = place === 0 ? reader.word() : NUMBERED[place - 1];
  if (name === undefined) throw new Misspelled();
  return name;
}

const isKnown = (name: string): name is SettingName => (SETTING_NAMES as readonly string[]).includes(name);

/** Several of some choices travel by their places, in the order in which they are named: strategies draw by it. */
function toldValue(name: SettingName, value: Settings[SettingName]): Value {
  const entry = settingOf(name);
  if (entry.kind !== 'subset') return value as Value;
  return (value as readonly string[]).map((id) => entry.choices.indexOf(id));
}

/** Of a value what this page does not have: a younger one may. */
function newerChoices(setting: SettingName, value: Value): NewerChoice[] {
  const entry = settingOf(setting);
  if (entry.kind === 'choice' && typeof value === 'string')
    return isChoice(entry, value) ? [] : [{ setting, choice: value }];
  if (entry.kind !== 'subset' || typeof value !== 'object') return [];
  const later = value.filter((place) => place >= entry.choices.length);
  return [...new Set(later)].map((place) => ({ setting, choice: place + 1 }));
}

function readValue(name: SettingName, value: Value): unknown {
  const entry = settingOf(name);
  if (entry.kind !== 'subset' || !Array.isArray(value)) return value;
  return value.map((place: number) => entry.choices[place]);
}
