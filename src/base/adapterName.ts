/** A person's name for a GPU adapter: what it says of itself, or its maker and architecture. Older browsers say nothing. */
export function adapterName(info: GPUAdapterInfo | undefined): string {
  if (info === undefined) return 'GPU';
  const { vendor, architecture, description } = info;
  const software = softwareName(info);
  if (software) return `${software} (software)`;
  if (description !== '') return description;
  if (vendor === '' && architecture === '') return 'GPU';
  const maker = makers[vendor] ?? capitalised(vendor);
  return architecture === '' ? `${maker} GPU` : `${maker} ${capitalised(architecture)}`.trim();
}

/** "NVIDIA RTX 4070", "this processor, 2 threads": where an engine computes, while one is there to see it. */
export function spokenAdapter({
  adapter,
  threads,
}: {
  readonly adapter: string;
  readonly threads?: number;
}): string {
  if (threads === undefined) return adapter;
  return `this processor, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

/** Whether the adapter is a program that computes on the CPU. */
export function isSoftware(info: GPUAdapterInfo | undefined): boolean {
  return info !== undefined && (softwareName(info) !== undefined || info.isFallbackAdapter === true);
}

function softwareName({ vendor, architecture, description, device }: GPUAdapterInfo): string | undefined {
  const all = `${vendor} ${architecture} ${description} ${device}`.toLowerCase();
  return ['SwiftShader', 'llvmpipe'].find((name) => all.includes(name.toLowerCase()));
}

const makers: Readonly<Record<string, string>> = {
  amd: 'AMD',
  apple: 'Apple',
  arm: 'Arm',
  img: 'Imagination',
  intel: 'Intel',
  nvidia: 'NVIDIA',
  qualcomm: 'Qualcomm',
};

/** "gen-12lp" to "Gen-12lp", "ada-lovelace" to "Ada Lovelace". */
function capitalised(words: string): string {
  return words
    .split(/[\s_-](?=[a-z])/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
