/** Opens an address in the person's browser, where there is one to see. */
import { spawn } from 'node:child_process';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a person reads the output. */
  readonly isTerminal: boolean;
}

/** The program and its arguments, or nothing where no browser would be seen. */
export function openerFor(url: string, { platform, env, isTerminal }: Surroundings): string[] | undefined {
  if (!isTerminal || env.CI || env.SSH_CONNECTION || env.SSH_TTY) return undefined;
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', url];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : undefined;
}

export function openBrowser(url: string): void {
  const { platform, env, stdout } = process;
  const [program, ...args] = openerFor(url, { platform, env, isTerminal: stdout.isTTY === true }) ?? [];
  if (program === undefined) return;
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  // Without such a program the printed address is enough.
  child.once('error', () => undefined);
  child.unref();
}
