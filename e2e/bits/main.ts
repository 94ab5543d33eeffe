/** Writes the digest of a training in a worker, or why there is none; `?threads=N` on so many, `?tell=PORT` also there. */
const asked = new URLSearchParams(location.search);
const threads = asked.get('threads') ?? '1';
const tell = asked.get('tell');
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: threads });
const write = (text: string): void => {
  document.querySelector('#digest')!.textContent = text;
  if (tell) void fetch(`http://localhost:${tell}/${encodeURIComponent(text)}`, { mode: 'no-cors' });
};
worker.onmessage = ({ data }: MessageEvent<string>) => write(data);
worker.onerror = ({ message }) => write(`Error: ${message}`);
