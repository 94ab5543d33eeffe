import { anything, forgiving, record, WrongField } from '../../base/fields.ts';
import { COMPARED, MOST_FIXED_SEEDS } from '../../search/fixed.ts';
import { MOST_SEEDS } from '../../search/made.ts';

/** Sizes that no run has: what is beyond them is refused before the rest of it is looked at. */

/** Characters of a file. The longest searches are a tenth of it. */
const MOST_CHARACTERS = 2 ** 28;
const MOST_NAME = 1000;
const MOST_REASON = 100_000;
const MOST_TRIALS = 100_000;
const MOST_BLOCKS = 16;
const MOST_EPOCHS = 10_000;
/** Of one architecture: five of each block of two cells. */
const MOST_DECISIONS = 10 * MOST_BLOCKS;
const MOST_CHOICES = 64;

/** Before it is parsed; null where it is worth that. */
export function tooLong(text: string): string | null {
  if (text.length <= MOST_CHARACTERS) return null;
  const mebibytes = (length: number): number => Math.ceil(length / 2 ** 20);
  return `It has ${mebibytes(text.length)} million characters, and a run’s file at most ${mebibytes(MOST_CHARACTERS)}.`;
}

type Members = Readonly<Record<string, unknown>>;

const members = forgiving(record(anything()), {});
const membersOf = (value: unknown): Members => members.read(value, '');

/** Once it is parsed: lengths alone, of whatever is there; what is none of it the readers name. Throws a WrongField. */
export function checkSizes(json: unknown): void {
  const run = membersOf(json);
  limitText(run.name, 'name', MOST_NAME);
  limitList(run.environments, 'environments', MOST_TRIALS);
  limitList(run.updates, 'updates', MOST_TRIALS);
  const { proposed, wave, waiting } = membersOf(run.checkpoint);
  checkProposal(membersOf(proposed), 'checkpoint.proposed');
  for (const [index, child] of limitList(wave, 'checkpoint.wave', MOST_TRIALS).entries())
    checkProposal(membersOf(child), `checkpoint.wave[${index}]`);
  checkTrialSizes(waiting, 'checkpoint.waiting');
  checkMadeSizes(run.made);
  checkFixedSizes(membersOf(run.fixed));
  checkTrialSizes(run.trials, 'trials');
}

function checkTrialSizes(trials: unknown, name: string): void {
  for (const [index, given] of limitList(trials, name, MOST_TRIALS).entries()) {
    const path = `${name}[${index}]`;
    const trial = membersOf(given);
    limitText(trial.reason, `${path}.reason`, MOST_REASON);
    limitList(trial.epochs, `${path}.epochs`, MOST_EPOCHS);
    checkProposal(trial, path);
  }
}

/** Of children by hand, as of trials. */
function checkMadeSizes(made: unknown): void {
  for (const [index, given] of limitList(made, 'made', MOST_TRIALS).entries()) {
    const path = `made[${index}]`;
    const child = membersOf(given);
    checkProposal(child, path);
    for (const [place, one] of limitList(child.trainings, `${path}.trainings`, MOST_SEEDS).entries()) {
      const training = membersOf(one);
      limitText(training.reason, `${path}.trainings[${place}].reason`, MOST_REASON);
      limitList(training.epochs, `${path}.trainings[${place}].epochs`, MOST_EPOCHS);
    }
  }
}

/** Of a comparison. */
function checkFixedSizes({ networks, trainings }: Members): void {
  for (const [index, one] of limitList(networks, 'fixed.networks', COMPARED.length).entries())
    checkProposal(membersOf(one), `fixed.networks[${index}]`);
  const most = MOST_FIXED_SEEDS * COMPARED.length;
  for (const [index, one] of limitList(trainings, 'fixed.trainings', most).entries())
    limitText(membersOf(one).reason, `fixed.trainings[${index}].reason`, MOST_REASON);
}

function checkProposal({ architecture, decisions }: Members, path: string): void {
  for (const [kind, cell] of Object.entries(membersOf(architecture)).slice(0, 2)) {
    const place = `${path}.architecture.${kind}`;
    limitList(membersOf(cell).blocks, `${place}.blocks`, MOST_BLOCKS);
    limitList(membersOf(cell).output, `${place}.output`, MOST_BLOCKS + 2);
  }
  for (const [index, one] of limitList(decisions, `${path}.decisions`, MOST_DECISIONS).entries())
    limitList(membersOf(one).probabilities, `${path}.decisions[${index}].probabilities`, MOST_CHOICES);
}

function limitText(value: unknown, path: string, most: number): void {
  if (typeof value !== 'string' || value.length <= most) return;
  throw new WrongField(path, value, '', `has ${value.length} characters (it may have ${most})`);
}

function limitList(value: unknown, path: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  if (value.length > most) throw new WrongField(path, value, `a list of at most ${most}`);
  return value;
}
