/** The processor as a device: a memory for each child, and the threads that compute in it. */
export interface Machine {
  readonly memory: ArrayBufferLike;
  readonly threads: number;
  /** Runs the plan at so many bytes; false where a thread died in the middle of it. */
  run(plan: number): boolean;
  close(): void;
}

export interface Crew {
  readonly threads: number;
  /** Makes a memory of `own` bytes, and `ownBytes` more for each thread. Throws a ChildError where there is none left. */
  open(own: number, ownBytes: number): Promise<Machine>;
  dispose(): void;
}

export interface Exports {
  runAlone(plan: number, own: number): void;
  runTogether(plan: number, own: number): number;
  help(own: number): void;
}
