/** A write that does not fit what is stored; nothing of it was written. */
export class RunConflict extends Error {
  override readonly name = 'RunConflict';
  /** `gone`: there is no such run. `moved`: it was written since, by somebody else. */
  readonly kind: 'gone' | 'moved';

  constructor(kind: RunConflict['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
