import { type Family, JOB_WORDS } from '../../ir/job.ts';
import { precisionText } from './precision.ts';

/** Fields of a job whose kernels have different ones: numbered, and which kernel it is. */
export const MERGED_FIELDS: readonly string[] = [
  ...Array.from({ length: JOB_WORDS - 2 }, (_, i) => `word${i}`),
  'kind',
];

/**
 * One text of several kernels: each at its precision, with its own names for what it declares and with numbers for a job's
 * fields, and a `run` that takes the one which the job names. All lanes of a workgroup have one job, so that kernels may wait for each other's lanes.
 */
export function mergedSource(members: readonly Family[]): string {
  const shared = new Set<string>();
  const texts = members.map((member, kind) => {
    const { fields } = member;
    for (const prelude of member.preludes ?? []) shared.add(precisionText(member, prelude));
    let text = precisionText(member, member.source);
    // Bindings are declared once for all that have them.
    text = text.replace(/^@group\(1\).*;$/gm, (declaration) => {
      shared.add(declaration);
      return '';
    });
    text = text.replace(/\(\*job\)\.(\w+)/g, (_, field: string) => {
      const place = fields.indexOf(field);
      if (place < 0) throw new SyntaxError(`a job has no "${field}"`);
      return `(*job).${MERGED_FIELDS[place]}`;
    });
    const names = [...text.matchAll(/^(?:fn|struct|const|alias|var(?:<[^>]*>)?)\s+(\w+)/gm)].map(
      ([, name]) => name,
    );
    return text.replace(new RegExp(`\\b(?:${names.join('|')})\\b`, 'g'), (name) => `${name}_${kind}`);
  });
  return [
    ...shared,
    ...texts.map((text, kind) => `// ${members[kind]!.name}\n${text}`),
    'fn run(index: u32, workgroup: u32, lane: u32) {',
    '  let kind = table[index].kind;',
    '  switch kind {',
    ...members.map((_, kind) => `    case ${kind}u: { run_${kind}(index, workgroup, lane); }`),
    '    default: {}',
    '  }',
    '}',
  ].join('\n');
}
