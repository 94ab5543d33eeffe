import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { secondsLeft } from '../../store/run.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { duration, NONE, whole } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { statusOf } from './runState.ts';

/** Trial n of N, and the time left: only as measured on this run's own children. */
export function RunFacts(): ReactElement {
  const trial = usePlayground(({ run }) => run?.current?.number ?? run?.trials.length ?? 0);
  const total = usePlayground((state) => state.run?.settings.trials ?? state.settings.trials);
  const status = usePlayground(statusOf);
  const left = usePaced(timeLeft);
  return (
    <div className="run-facts">
      <span className="fact num fact-trial">
        Trial <b>{trial === 0 ? NONE : whole(trial)}</b> of {whole(total)}
      </span>
      <span className="fact num fact-left">
        {status === '' ? (
          left !== null && (
            <>
              <b>{left}</b> left
            </>
          )
        ) : (
          <b>{status}</b>
        )}
      </span>
      <Spoken text={status === '' ? '' : `Search: ${status.toLowerCase()}`} />
    </div>
  );
}

/** Images a second, measured on the latest batches. */
export function Speed(): ReactElement {
  const speed = usePaced(imagesPerSecond);
  return (
    <span className="fact num fact-speed">
      <b>{speed ?? NONE}</b> images/s
    </span>
  );
}

/** The GPU's name, the worker's or before a run the one that the browser offers; and what trains there. */
export function Adapter(): ReactElement {
  const name = usePlayground(adapterName);
  const engine = usePlayground(engineWords);
  return (
    <span className="fact fact-adapter" title={engine === '' ? name : `${name}: ${engine}`}>
      <span className="fact-line">{name}</span>
      {engine !== '' && <span className="fact-line fact-engine num">{engine}</span>}
    </span>
  );
}

function timeLeft({ run }: PlaygroundState): string | null {
  if (!isActive(run) || run === null) return null;
  const seconds = secondsLeft(run);
  return seconds === null ? null : duration(seconds);
}

function imagesPerSecond({ run }: PlaygroundState): string | null {
  const speed = run?.imagesPerSecond ?? null;
  if (speed === null || !isActive(run)) return null;
  return speed < 9.95 ? speed.toFixed(1) : whole(speed);
}

/** "compiled, 93 MiB, 290 dispatches": the engine, and a training step of the child in training. */
function engineWords({ run }: PlaygroundState): string {
  if (!run?.environment) return '';
  const { dispatches = null, bytes = null } = run.program ?? {};
  return [
    run.environment.engine,
    ...(bytes === null ? [] : [`${whole(Math.ceil(bytes / 2 ** 20))} MiB`]),
    ...(dispatches === null ? [] : [`${whole(dispatches)} dispatches`]),
  ].join(', ');
}

function adapterName({ run, capabilities }: PlaygroundState): string {
  if (run?.environment) return run.environment.adapter;
  return capabilities.gpu?.ok ? capabilities.gpu.adapter : '';
}
