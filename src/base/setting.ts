/**
 * What a setting is, as plain data: of such entries the table in settings/table/table.ts is made, and each strategy
 * brings its own. Validation, comparable keys, flags, help, rows of the page and the JSON Schema are read from them.
 */

/** How a setting counts in the key by which runs are comparable (settings/comparableKey.ts). */
export type InKey =
  /** A part that every key has, or one of an option; `place` is fixed, because keys are kept between visits. */
  | { readonly part: string; readonly place: number }
  /** Named in the key only where it is on, or has another value than `later`: keys of before stay as they were. */
  | { readonly option: string };

/** Another setting that must have a value for this one to count. */
export interface OnlyWith {
  readonly setting: string;
  readonly is: string | number | boolean;
}

interface About {
  readonly label: string;
  /** In the page's narrow column, where the label is too long. */
  readonly short?: string;
  /** One sentence. */
  readonly description: string;
  /** Where it stands on the page, in the table's order. */
  readonly group: SettingGroup;
  /** Present where it decides a child's reward, or the space that children are drawn from. */
  readonly decidesReward?: InKey;
  readonly onlyWith?: OnlyWith;
  /** Older names of its flag, without dashes. */
  readonly aliases?: readonly string[];
}

export type SettingGroup = 'search' | 'space' | 'child' | 'data' | 'training' | 'strategy';

interface Valued<Value> {
  /** That of the mini preset. */
  readonly default: Value;
  /** Present where the setting is younger than kept runs: one that lacks it ran with this. */
  readonly later?: Value;
}

/** Both bounds are allowed values. */
export interface NumberSetting extends About, Valued<number> {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  /** Of a control, which rounds to a tenth of it; a whole step means that the setting is a whole number. */
  readonly step: number;
  /** Empty where the figure has none. */
  readonly unit: string;
}

export interface SwitchSetting extends About, Valued<boolean> {
  readonly kind: 'switch';
}

export interface ChoiceSetting extends About, Valued<string | number> {
  readonly kind: 'choice';
  readonly choices: readonly (string | number)[];
  /** How a person reads each, in the order of a menu. */
  readonly titles: readonly (readonly [choice: string | number, title: string])[];
  /** Values that no list can have. */
  readonly also?: OpenChoice;
}

/** Values by their form. */
export interface OpenChoice<Value extends string = string> {
  readonly pattern: RegExp;
  /** May be narrower than the pattern. */
  readonly is: (value: unknown) => value is Value;
  readonly title: string;
}

/** Several of its choices, each once. */
export interface SubsetSetting extends About, Valued<readonly string[]> {
  readonly kind: 'subset';
  readonly choices: readonly string[];
  /** Why it cannot be empty, as the end of a sentence. */
  readonly needs: string;
}

export type Setting = NumberSetting | SwitchSetting | ChoiceSetting | SubsetSetting;

export type SettingTable = Readonly<Record<string, Setting>>;

/** The value that an entry describes. */
export type ValueOf<Entry extends Setting> = Entry extends NumberSetting
  ? number
  : Entry extends SwitchSetting
    ? boolean
    : Entry extends ChoiceSetting
      ? Entry['choices'][number] | (Entry extends { also: OpenChoice<infer Also> } ? Also : never)
      : Entry extends SubsetSetting
        ? readonly Entry['choices'][number][]
        : never;

/** The values that a table describes. */
export type ValuesOf<Table extends SettingTable> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]>;
};

/** Whether a setting counts beside these values of the others. */
export function counts({ onlyWith }: Setting, values: Readonly<Record<string, unknown>>): boolean {
  return onlyWith === undefined || values[onlyWith.setting] === onlyWith.is;
}

/** Whether it is one of a setting's choices, listed or not. */
export const isChoice = ({ choices, also }: ChoiceSetting, value: unknown): boolean =>
  (choices as readonly unknown[]).includes(value) || also?.is(value) === true;
