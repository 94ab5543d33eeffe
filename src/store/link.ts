import { messageOf } from '../base/errors.ts';

/** A worker as the store sees it; the composition root makes them. */
export interface Link<Command> {
  send(command: Command): void;
  /** Kills the worker at once. */
  terminate(): void;
}

export type Connect<Command, Event> = (
  onEvent: (event: Event) => void,
  onCrash: (reason: string) => void,
) => Link<Command>;

/** Holds at most one worker, made on first use. One that was given up is not heard any more. */
export interface Line<Command> {
  readonly connected: boolean;
  /** Makes the worker where there is none. A failure is a crash. */
  connect(): void;
  send(command: Command): void;
  disconnect(): void;
}

export interface LineEnds<Command, Event> {
  /** Said first to every worker that is made. */
  readonly greeting?: Command;
  hear(event: Event): void;
  /** The worker is gone already. */
  crash(reason: string): void;
}

export function createLine<Command, Event>(
  connect: Connect<Command, Event>,
  { greeting, hear, crash }: LineEnds<Command, Event>,
): Line<Command> {
  let link: Link<Command> | null = null;

  const disconnect = (): void => {
    link?.terminate();
    link = null;
  };
  const fail = (reason: string): void => {
    disconnect();
    crash(reason);
  };
  const open = (): Link<Command> => {
    let mine: Link<Command> | null = null;
    const heard = <Message>(act: (message: Message) => void) => {
      return (message: Message): void => {
        if (mine === null || link === mine) act(message);
      };
    };
    mine = connect(heard(hear), heard(fail));
    if (greeting !== undefined) mine.send(greeting);
    return mine;
  };
  const attempt = (act: (open: Link<Command>) => void): void => {
    try {
      link ??= open();
      act(link);
    } catch (thrown) {
      fail(messageOf(thrown));
    }
  };

  return {
    get connected() {
      return link !== null;
    },
    connect: () => attempt(() => {}),
    send: (command) => attempt((to) => to.send(command)),
    disconnect,
  };
}
