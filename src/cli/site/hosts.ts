/**
 * By which names a server is asked. A page elsewhere can give its own name this machine's address (DNS rebinding), and
 * would then read what is served here as its own; an address cannot be made to mean another one.
 */
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** The name in a Host header, without port, brackets and a dot at its end, in small letters. */
export function nameOf(host: string): string {
  const name = /^\[[^\]]*\]/.exec(host)?.[0].slice(1, -1) ?? host.replace(/:\d*$/, '');
  return name.toLowerCase().replace(/\.$/, '');
}

function ownNames(): string[] {
  const whole = nameOf(hostname());
  const [first = whole] = whole.split('.');
  return [whole, first, `${first}.local`];
}

/** Whether a request with this Host header is answered: localhost, addresses, this machine's name, and `allowed`. */
export function answersTo(host: string | undefined, allowed: readonly string[] = []): boolean {
  if (host === undefined) return false;
  const name = nameOf(host);
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    isIP(name) !== 0 ||
    [...ownNames(), ...allowed.map(nameOf)].includes(name)
  );
}

/** Whether a Host header names this machine as none but itself can reach it. */
export function isOwnMachine(host: string | undefined): boolean {
  const name = nameOf(host ?? '');
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d+){3}$/.test(name)
  );
}
