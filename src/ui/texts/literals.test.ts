import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shownLiterals } from './testing/literals.ts';

const src = fileURLToPath(new URL('../../', import.meta.url));
/** format.ts words figures with their units; a lesson is what it says and how that is checked, in one file. */
const CATALOGUE = /^ui\/(texts\/|classroom\/lessons\/list\/|format\.ts$)/;
const FILES = 'sentences of a file that is damaged: the page and the commands say them alike';
/** Files whose words are no texts of the page, or not of the page alone. */
const SHARED: Readonly<Record<string, string>> = {
  'drawings/tokens.ts': 'names of fonts',
  'drawings/cell/sentences.ts': 'a drawing’s description of its nodes goes with it wherever it is drawn',
  'drawings/cell/picture.ts': 'a picture’s title goes with it in its file',
  'drawings/qr/qr.ts': 'markup of a picture',
  'store/classBoard/kept.ts': 'names of a file and of what it is',
  'ui/share/links.ts': 'markup for other pages',
  'studies/published/models.ts': 'names of models, as their paper writes them',
  'studies/comparison/words.ts': 'the verdicts that npm run compare prints',
  'studies/comparison/readTabulation.ts': FILES,
  'studies/results/terms.ts': 'names of networks that npm run bench prints',
  'studies/results/words.ts': 'the verdict that npm run bench prints',
  'studies/precision/words.ts': 'the verdict that npm run bench prints',
  'studies/recorded/cells/terms.ts': 'names of recorded cells, which the command prints, too',
  'studies/tabulated/closedSpace.ts': FILES,
  'studies/tabulated/evaluator.ts': 'a trial’s reason, which is stored with its run',
  'studies/recipes/measured.ts': FILES,
  'studies/tabulated/table.ts': FILES,
  'studies/tabulated/tabulation.ts': FILES,
  'run/name.ts': 'names of runs, which are written into their files',
  'run/file/checkWhole.ts': FILES,
  'run/file/checks.ts': FILES,
  'run/file/childFile.ts': FILES,
  'run/file/fixed.ts': FILES,
  'run/file/importRun.ts': FILES,
  'run/file/parts.ts': FILES,
  'run/file/plausible.ts': FILES,
  'run/file/readResume.ts': FILES,
  'run/file/runFile.ts': FILES,
  'run/file/sharedFile.ts': FILES,
  'run/file/sizes.ts': FILES,
};
const scanned = ['ui', 'charts', 'drawings', 'store', 'run', 'studies'].flatMap((folder) =>
  readdirSync(`${src}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\/testing\//.test(name) && !CATALOGUE.test(name)),
);
const literalsOf = (name: string) => shownLiterals(name, readFileSync(src + name, 'utf8'));

test('whatever the page says stands in its catalogue', () => {
  expect(scanned.length).toBeGreaterThan(160);
  const outside = scanned.filter((name) => SHARED[name] === undefined);
  const found = outside.flatMap((name) =>
    literalsOf(name).map(({ line, text }) => `${name}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});

test('files that are let off have words', () => {
  expect(Object.keys(SHARED).filter((name) => literalsOf(name).length === 0)).toEqual([]);
});

test.each([
  ['between tags', 'const a = <p>saved</p>;', 'saved'],
  ['between tags, beside an expression', 'const a = <p>{count} trials</p>;', 'trials'],
  ['a child that is chosen', "const a = <b>{on ? 'on' : label}</b>;", 'on'],
  ['a name for screen readers', 'const a = <nav aria-label="pages" />;', 'pages'],
  ['a title from a template', `const a = <i title={\`trial \${number}\`} />;`, 'trial {…}'],
  [
    'an alternative in a template',
    `const a = <b title={\`\${x}\${y ? ', synthetic' : ''}\`} />;`,
    ', synthetic',
  ],
  ['a tooltip', "const a = <b {...tip('opens it')} />;", 'opens it'],
  ['a property of a component', "const a = <Notice action={{ text: 'go', act }} />;", 'go'],
  ['a sentence kept aside', "const EMPTY = 'nothing has been found';", 'nothing has been found'],
  ['a word kept aside', "const says = () => 'Paused';", 'Paused'],
  ['a sentence that is returned', `const f = (n: number) => \`Child \${n} of \${all}\`;`, 'Child {…} of {…}'],
])('%s is found', (_, source, text) => {
  expect(shownLiterals('a.tsx', source)).toEqual([{ line: 1, text }]);
});

test.each([
  ['classes', 'const a = <p className={on ? "button button-filled" : "button"} />;'],
  ['styles', "probe.style.cssText = 'position: absolute; top: 0';"],
  ['units and signs', 'const a = <p>{figure} % · {size} × {size}</p>;'],
  ['paths', 'const a = <path d="M4 3h3v10H4zM9 3h3v10H9z" />;'],
  ['keys that are compared with', "const a = event.key === 'Escape' ? <p /> : null;"],
  ['what is asked of the browser', "const a = matchMedia('(prefers-color-scheme: dark)').matches;"],
  ['errors of ours', "throw new Error('usePaced needs a StoreContext above it');"],
  ['imports and types', "import './a b.css'; type Tone = 'Note' | 'of two';"],
  ['the catalogue itself', 'const a = <p title={texts.name}>{texts.trials(count)}</p>;'],
])('%s are none of it', (_, source) => {
  expect(shownLiterals('a.tsx', source)).toEqual([]);
});
