import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { queueAddress } from './address.ts';

test('an address is shown, and texts of others are masked, without what is secret in it', () => {
  const text =
    'postgresql://me:s%40crét@db.example:5433/nas?sslmode=verify-full&sslrootcert=/ca.pem&sslpassword=k%20y';
  const { connectionString, shown, masked } = queueAddress(text, {});
  // TLS is the driver's, which gets it whole.
  expect(connectionString).toBe(text);
  expect(shown).toBe(
    'postgresql://me:***@db.example:5433/nas?sslmode=verify-full&sslrootcert=/ca.pem&sslpassword=***',
  );
  expect(masked(`cannot connect to ${text}`)).toBe('cannot connect to ***');
  expect(masked('with s@crét, s%40cr%C3%A9t and "k y"')).toBe('with ***, *** and "***"');
});

test('a password of the environment is masked, too', () => {
  const { shown, masked } = queueAddress('postgres://me@/nas?host=/run/postgresql', {
    PGPASSWORD: 'hunter2',
  });
  expect(shown).toBe('postgres://me@localhost/nas?host=/run/postgresql');
  expect(masked('password hunter2 was refused')).toBe('password *** was refused');
  expect(queueAddress('postgres://localhost/nas', {}).shown).toBe('postgres://localhost/nas');
});

test.each([
  'nas',
  'me:secret@db',
  'postgres://me:secret@db:port/nas',
  'postgres://me:sec ret/@@db:99999/nas',
  'postgres://me:2024/secret@db/nas',
  'postgres://me:2024?secret@db/nas',
  'postgres://me:2024#secret@db/nas',
  'mysql://me:secret@db/nas',
  'https://me:secret@db/nas',
  '',
])('%s is refused in words, in which it does not stand', (text) => {
  let message = '';
  try {
    queueAddress(text, {});
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(InputError);
    message = (thrown as Error).message;
  }
  expect(message).toMatch(/^--queue .*postgres:\/\/user@host/);
  expect(message).not.toMatch(/secret|sec ret/);
});
