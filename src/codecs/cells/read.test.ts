import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Architecture, withOutputs } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';
import { anyArchitecture } from '../../space/testing/arbitraries.ts';
import { formatArchitecture } from '../architectureJson.ts';
import { encodeArchitecture, shareLink } from '../share.ts';
import { describeCellsFlaw, describeCellsNote, type Notation, readCellsText } from './read.ts';
import { PUBLISHED } from './testing/published.ts';

const DARTS = PUBLISHED[0]!.text;
const v1 = presetOf('darts-v1').architecture;

function read(text: string): { notation: Notation; architecture: Architecture; notes: string[] } {
  const cells = readCellsText(text);
  if (!cells.ok) throw new Error(describeCellsFlaw(cells.error));
  const { notation, architecture, notes } = cells.value;
  return { notation, architecture, notes: notes.map(describeCellsNote) };
}

function refusal(text: string): string {
  const cells = readCellsText(text);
  if (cells.ok) throw new Error(`read as ${cells.value.notation}`);
  return describeCellsFlaw(cells.error);
}

test.each(PUBLISHED)('$file gives its cells or its sentence', ({ text, gives }) => {
  if (typeof gives === 'string') {
    expect(encodeArchitecture(read(text).architecture)).toBe(gives);
  } else {
    expect(refusal(text)).toMatch(gives);
    expect(refusal(text)).toMatch(/^[^\n]*[^.\n]\.$/);
  }
});

test('a run is said to be one, with the way to a pair of it', () => {
  const pair = JSON.parse(formatArchitecture(v1));
  const run = { format: 'nas-playground-run', version: 3, trials: [{ number: 1, architecture: pair }] };
  expect(refusal(JSON.stringify(run))).toMatch(
    /^This is a run, .* share code of one of its trials, .*Share\.$/,
  );
});

test("DARTS's published genotype is the preset, inputs turned, and says what differs", () => {
  expect(read(DARTS)).toEqual({
    notation: 'genotype',
    architecture: v1,
    notes: ['Its pools carry a batch norm there.'],
  });
});

describe('our own notations', () => {
  const { architecture } = presetOf('nasnet-a');
  const code = encodeArchitecture(architecture);
  test.each<[Notation, string]>([
    ['json', formatArchitecture(architecture)],
    ['json', `\n\`\`\`json\n${formatArchitecture(architecture)}\`\`\`\n`],
    ['link', shareLink('https://nas.example/page/?a=b', architecture)],
    ['link', `${shareLink('https://nas.example/', architecture)}&fbclid=IwAR0_x-1`],
    ['link', `Look at https://nas.example/#c=${code}, which I found.`],
    ['link', `<https://nas.example/#c=${code}>`],
    ['link', `#c=${code}`],
    ['link', `c=${code}`],
    ['link', `https://nas.example/#edit=${code}`],
    ['link', `https://nas.example/%23c%3D${code}`],
    ['code', ` ${code}\n`],
    ['preset', 'NASNet A'],
    ['preset', '#c=nasnet_a'],
  ])('%s: %j', (notation, text) => {
    expect(read(text)).toMatchObject({ notation, architecture, notes: [] });
  });

  test('any pair, and what is behind the hash in percent notation', () => {
    fc.assert(
      fc.property(anyArchitecture(), (pair) => {
        expect(read(formatArchitecture(pair)).architecture).toEqual(withOutputs(pair));
        expect(read(shareLink('https://nas.example/', pair)).architecture).toEqual(pair);
        expect(read(encodeArchitecture(pair)).architecture).toEqual(pair);
      }),
    );
    expect(read(`https://nas.example/#c=${encodeURIComponent(DARTS)}&fbclid=abc`).architecture).toEqual(v1);
    expect(read(`#c=${DARTS}`).architecture).toEqual(v1);
  });
});

/** A pair of one block a cell, and its genotype's parts. */
const small: Architecture = {
  normal: {
    blocks: [{ inputs: [0, 1], operations: ['sepconv_3x3', 'identity'], combiner: 'add' }],
    output: [2],
  },
  reduction: {
    blocks: [{ inputs: [0, 1], operations: ['sepconv_5x5', 'sepconv_7x7'], combiner: 'add' }],
    output: [2],
  },
};
const N = "[('sep_conv_3x3', 1), ('skip_connect', 0)]";
const R = "[('sep_conv_5x5', 1), ('sep_conv_7x7', 0)]";
const of = (normal: string, reduce: string, concat = 'range(2, 3)'): string =>
  `Genotype(normal=${normal}, normal_concat=${concat}, reduce=${reduce}, reduce_concat=${concat})`;

test.each<[string, string]>([
  ['a tuple', of(N, R)],
  [
    'lists for tuples',
    of(
      N.replaceAll(/[()]/g, (s) => (s === '(' ? '[' : ']')),
      R,
    ),
  ],
  ['a tuple of tuples', of("(('sep_conv_3x3', 1), ('skip_connect', 0),)", R, '(2,)')],
  ['double quotes', of(N, R).replaceAll("'", '"')],
  ["word processors' quotes", of(N, R).replaceAll(/'(\w+)'/g, '‘$1’')],
  ["Python 2's strings", of(N, R).replaceAll("('", "(u'")],
  ['triples with a weight', of(N.replaceAll('),', ', 0.25),'), R.replaceAll('),', ', tensor(1e-3)),'))],
  [
    'pairs',
    of("[(('sep_conv_3x3', 1), ('skip_connect', 0))]", "[(('sep_conv_5x5', 1), ('sep_conv_7x7', 0))]"),
  ],
  ['lists of lists', of(`[${N}]`, `[${R}]`)],
  ['list(range(…))', of(N, R, 'list(range(2, 3))')],
  ['by position', `Genotype(${N}, [2], ${R}, [2])`],
  ['by the module', `genotypes.${of(N, R)}`],
  ['other fields', of(N, R).replace('(normal', "(name='x', depth=[[1, (2)], {'a': None}], normal")],
  ['other names of fields', of(N, R).replaceAll('reduce', 'reduction')],
  ['a name of its own', `MY_CELLS = ${of(N, R)}`],
  ['without its name', of(N, R).replace('Genotype', 'Cells')],
  ['without its call', `normal = ${N}\nnormal_concat = [2]\nreduce = ${R}\nreduce_concat = [2]`],
  ['without its call, with commas', of(N, R).replace('Genotype(', '').replace(/\)$/, '')],
  ['a dictionary', `{'normal': ${N}, 'normal_concat': [2], 'reduce': ${R}, 'reduce_concat': [2]}`],
  [
    'a dictionary in another',
    `{"epoch": 3, "arch": {"normal": ${N}, "reduce": ${R}, "normal_concat": [2], "reduce_concat": [2]}}`,
  ],
  [
    'JSON',
    JSON.stringify({
      reduction: [
        ['sep_conv_5x5', 1],
        ['sep_conv_7x7', 0],
      ],
      normal: [
        ['sep_conv_3x3', 1],
        ['skip_connect', 0],
      ],
      reduction_concat: [2],
      normal_concat: [2],
    }),
  ],
  ['a string of JSON', JSON.stringify({ epoch: 49, genotype: of(N, R) })],
  [
    'over many lines',
    of(N, R).replaceAll(', ', ',\n    ').replaceAll('=', ' = ').replace('(', '(\n').replaceAll('])', '],\n)'),
  ],
  ['comments', of(N, R).replaceAll(', normal_c', ", # ('max_pool_3x3', 1),\n normal_c")],
  ['a line of a log', `2019-04-01 11:22:33,444 genotype = ${of(N, R)}`],
  ['behind a number sign', `epoch #3: ${of(N, R)}`],
  ['carriage returns', `a\r\n${of(N, R)}\r\n`],
  ['apostrophes around', `It's the cells' genotype: ${of(N, R)}; that's all`],
  ['upper case', of(N.toUpperCase(), R)],
  ['our own names', of("[('sepconv_3x3', 1), ('identity', 0)]", R)],
])('a genotype is read: %s', (_, text) => {
  expect(read(text)).toMatchObject({ notation: 'genotype', architecture: small });
});

test("the operations of DARTS's family", () => {
  const names = [
    'skip_connect',
    'avg_pool_3x3',
    'max_pool_3x3',
    'sep_conv_3x3',
    'sep_conv_5x5',
    'sep_conv_7x7',
    'dil_conv_3x3',
    'dil_conv_5x5',
    'conv_7x1_1x7',
    'conv_1x1',
    'conv_3x3',
    'conv_3x1_1x3',
    'nor_conv_1x1',
    'max_pool_5x5',
  ];
  const ids = names.flatMap(
    (name) =>
      read(of(`[('${name}', 1), ('skip_connect', 0)]`, R)).architecture.normal.blocks[0]!.operations[0],
  );
  expect(ids).toEqual([
    'identity',
    'avgpool_3x3',
    'maxpool_3x3',
    'sepconv_3x3',
    'sepconv_5x5',
    'sepconv_7x7',
    'dilconv_3x3',
    'dilconv_5x5',
    'conv_1x7_7x1',
    'conv_1x1',
    'conv_3x3',
    'conv_1x3_3x1',
    'conv_1x1',
    'maxpool_5x5',
  ]);
});

test('AmoebaNet-A as DARTS published it is the preset', () => {
  const text = `AmoebaNet = Genotype(
  normal = [('avg_pool_3x3', 0), ('max_pool_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_5x5', 2), ('sep_conv_3x3', 0),
    ('avg_pool_3x3', 3), ('sep_conv_3x3', 1), ('skip_connect', 1), ('skip_connect', 0), ('avg_pool_3x3', 1), ],
  normal_concat = [4, 5, 6],
  reduce = [('avg_pool_3x3', 0), ('sep_conv_3x3', 1), ('max_pool_3x3', 0), ('sep_conv_7x7', 2), ('sep_conv_7x7', 0),
    ('avg_pool_3x3', 1), ('max_pool_3x3', 0), ('max_pool_3x3', 1), ('conv_7x1_1x7', 0), ('sep_conv_3x3', 5), ],
  reduce_concat = [3, 4, 6]
)`;
  expect(read(text)).toEqual({
    notation: 'genotype',
    architecture: presetOf('amoebanet-a').architecture,
    notes: [
      'Its convolution in two halves has no batch norm between them there.',
      'Its pools carry a batch norm there.',
    ],
  });
});

test('a concat list names states as the text numbers them, inputs too, in any order', () => {
  expect(read(of(N, R, '[2, 1]')).architecture.normal.output).toEqual([0, 2]);
  expect(read(of(N, R, '[0, 2]')).architecture.normal.output).toEqual([1, 2]);
  const without = read(`Genotype(normal=${N}, reduce=${R})`);
  expect(without.architecture.normal).not.toHaveProperty('output');
  expect(without.notes).toEqual([
    'It does not say what the output holds: here it is the states that no block reads.',
  ]);
});

test('notes are only of operations that the cells have', () => {
  expect(read(of(N, R)).notes).toEqual([]);
  expect(read(of(R, N)).notes).toEqual(['Its identity of stride 2 is a factorised reduction there.']);
  expect(read(of(N.replace('sep', 'dil'), R)).notes).toEqual([
    'Its dilated convolution is separable there and plain here.',
  ]);
});

test('of several the last is taken, and said', () => {
  const file = `Genotype = namedtuple('Genotype', 'normal normal_concat reduce reduce_concat')
PRIMITIVES = ['none', 'skip_connect']
DARTS_V1 = ${DARTS}
OTHER = ${of(N, R)}
DARTS = OTHER
`;
  expect(read(file)).toMatchObject({
    architecture: small,
    notes: ['It is the last of 2 in the text, OTHER.'],
  });
  const cut = `epoch 1 genotype = ${of(N, R)}\nepoch 2 genotype = ${of(N, R).slice(0, 60)}`;
  expect(read(cut)).toMatchObject({
    architecture: small,
    notes: ['One behind it in the text can’t be read, and was passed over.'],
  });
});

test.each<[string, string, RegExp]>([
  [
    'an operation that is not known',
    of("[('sep_conv_9x9', 1), ('none', 0)]", R),
    /no operation "sep_conv_9x9" .*“.*sep_conv_9x9/,
  ],
  ['none', of("[('sep_conv_3x3', 1), ('none', 0)]", R), /"none" is no edge/],
  [
    'an input that does not exist yet',
    of("[('sep_conv_3x3', 2), ('skip_connect', 0)]", R),
    /normal cell reads state 2 where only 0 to 1/,
  ],
  ['an odd edge', of("[('sep_conv_3x3', 1)]", R), /normal cell has one edge, and every block needs two/],
  [
    'three edges in a block',
    of("[[('a', 1), ('b', 0), ('c', 0)]]", R),
    /Block 0 of the normal cell has 3 edges/,
  ],
  ['no edge', of("['sep_conv_3x3', 1]", R), /An edge of the normal cell must be/],
  ['no list', of('all', R), /normal cell of this genotype must be a list/],
  ['no blocks', of('[]', R), /has 0 blocks, and cells here have 1 to 7/],
  [
    'no reduction cell',
    `Genotype(normal=${N}, normal_concat=[2])`,
    /has no reduction cell .*"reduce" is missing/,
  ],
  ['a block that concat leaves out', of(N, R, '[0]'), /"normal_concat" leaves out state 2/],
  ['a state that concat names twice', of(N, R, '[2, 2]'), /names state 2 twice/],
  ['a state that does not exist', of(N, R, 'range(2, 900000000)'), /names state 3 where only 0 to 2/],
  ['no concat', of(N, R, 'all'), /"normal_concat" must be a list of states/],
  [
    'a genotype that is cut off',
    of(N, R).slice(0, 70),
    /breaks off: .* must follow, and the text ends \(at “…/,
  ],
  ['a bracket too few', of(N.slice(0, -1), R), /breaks off: “,” or “\]” must follow/],
  [
    "DARTS's recurrent cell",
    "Genotype(recurrent=[('relu', 0)], concat=range(1, 9))",
    /recurrent cell of DARTS/,
  ],
  [
    'a configuration of NAS-Bench-301',
    '{"NetworkSelectorDatasetInfo:darts:edge_normal_0": "max_pool_3x3"}',
    /NAS-Bench-301/,
  ],
  [
    'a specification of NAS-Bench-101',
    'ModelSpec(matrix=[[0, 1], [0, 0]], ops=[INPUT, OUTPUT])',
    /NAS-Bench-101/,
  ],
  ['a damaged link', 'https://nas.example/#c=AUEXkdArNL_', /damaged/],
  ['a damaged code', 'AYXZ7t0KSPsK51W0zInz28jDuLW-D', /damaged/],
  ['a code of a later version', 'BAAAA', /damaged|no cells/],
  ['another link', 'https://nas.example/', /^This link has no part "#c="/],
  [
    'a link to a child',
    'https://nas.example/#inspect=3',
    /opens a child of the run that is shown, and has no/,
  ],
  ['a link to an empty editor', 'https://nas.example/#edit=new', /opens the editor with nothing in it/],
  ['a damaged link to a search', 'https://nas.example/#r=AAAAAAAAAA', /link to a search is damaged/],
  [
    'an edge without a state',
    of("[('sep_conv_3x3', x), ('skip_connect', 0)]", R),
    /number of a state.*“[^”]*x/,
  ],
  [
    'our JSON that breaks a rule',
    '{"normal": {"blocks": []}, "reduction": {"blocks": []}}',
    /not right: normal cell: 0 blocks/,
  ],
  ['our JSON that is cut off', '{"normal": {"blocks": [[0, 1, "identity"', /not JSON/],
  ['other JSON', '{"name": "nas-playground"}', /unknown field "name"/],
  ['a letter', "Dear reader, it's #c= that links have.", /no cells in it/],
  ['nothing', ' \n', /no cells in it/],
])('%s is said in one line', (_, text, says) => {
  expect(refusal(text)).toMatch(says);
  expect(refusal(text)).toMatch(/^[^\n]{10,400}[^.\n]\.$/);
});

test('a flaw has its place in the text', () => {
  const text = `one\ntwo ${of("[('odd_conv', 1), ('skip_connect', 0)]", R)}`;
  const cells = readCellsText(text);
  const at = cells.ok ? null : cells.error.at;
  expect(at).toMatchObject({ line: 2 });
  expect(text.slice(at!.offset, at!.offset + at!.length)).toBe("'odd_conv'");
});
