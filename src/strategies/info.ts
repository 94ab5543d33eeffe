import type { SettingTable } from '../base/setting.ts';

/** What is to be known of a strategy without its code: the page, the flags and the comparison are made of it. */
export interface StrategyInfo extends ContestantInfo {
  /** In a menu. */
  readonly title: string;
  /** What the others have to beat: it closes a menu. */
  readonly isBaseline?: true;
  /** Settings that it alone has, or shares with others that learn alike; a later one says what it was before (`later`). */
  readonly settings: SettingTable;
  /** Heading of those settings; empty where it has none. */
  readonly settingsTitle: string;
  /** Where it wants other values than the settings' defaults to learn within some hundred children. */
  readonly mini: OwnValues;
  /** The published values of its settings. */
  readonly paper: OwnValues;
  /** A second entry of the comparison: this strategy with the settings of the paper-like preset. */
  readonly published?: ContestantInfo;
  /** A further entry of the comparison: this strategy with these in place of the mini preset's settings. */
  readonly variant?: ContestantInfo & { readonly settings: OwnValues };
}

/** Values of a strategy's own settings. */
type OwnValues = Readonly<Record<string, number | boolean>>;

/** Who takes part in a comparison, and how it is called there. */
export interface ContestantInfo {
  readonly id: string;
  readonly name: string;
  /** On a chart with little room. */
  readonly short: string;
  /** What it does, in a few words. */
  readonly hint: string;
}
