/** Named errors for what should not happen; their message gives the value and the remedy. */

/** A person's input that cannot be used: a setting out of range, a flag that does not exist. Commands exit with code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** What was asked for beside the settings, a card or worker processes, is not to be had. */
export class SetupError extends InputError {}

/** Data that is missing, truncated or not what its manifest says. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

/** The GPU, or the browser's access to it, cannot do what is asked. */
export class DeviceError extends Error {
  override readonly name: string = 'DeviceError';
}

/** What trains children can train none with these settings, or has not their images; it is well itself, and trains others. */
export class RefusedError extends DeviceError {
  override readonly name = 'RefusedError';
  readonly kind: 'settings' | 'images';
  /** Why, as a sentence, without who said it. */
  readonly why: string;

  constructor(message: string, kind: RefusedError['kind'], why: string) {
    super(message);
    this.kind = kind;
    this.why = why;
  }
}

/** The backend that a run trained on is not to be had any more; on another one its later trials might differ. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The same without its full stop, to stand within a sentence of another. */
export function clauseOf(thrown: unknown): string {
  return messageOf(thrown).replace(/[.\s]+$/, '');
}
