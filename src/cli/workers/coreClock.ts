import { cpuUsage } from 'node:process';

/** Answers seconds of the processor, all threads of this process together, since it was started; other work on the machine hardly counts. */
export function startCoreClock(): () => number {
  const before = cpuUsage();
  return () => {
    const { user, system } = cpuUsage(before);
    return Number(((user + system) / 1e6).toFixed(2));
  };
}
