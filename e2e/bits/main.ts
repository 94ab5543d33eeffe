/** Writes the digest of a training in a worker, or why there is none; `?threads=N` on so many. */
const threads = new URLSearchParams(location.search).get('threads') ?? '1';
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: threads });
const write = (text: string): void => {
  document.querySelector('#digest')!.textContent = text;
};
worker.onmessage = ({ data }: MessageEvent<string>) => write(data);
worker.onerror = ({ message }) => write(`Error: ${message}`);
