import type { Architecture } from '../../../space/architecture.ts';
import { presetOf } from '../../../space/presets.ts';

/** A genotype's parts, as DARTS writes them; the concatenations are ranges. */
interface Parts {
  readonly normal: string;
  readonly reduce: string;
  /** From and behind the last. */
  readonly normalRange: readonly [number, number];
  readonly reduceRange: readonly [number, number];
}

const DARTS_V1: Parts = {
  normal:
    "[('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 2)]",
  reduce:
    "[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('avg_pool_3x3', 0)]",
  normalRange: [2, 6],
  reduceRange: [2, 6],
};

/** Its cells differ in everything, and the reduction cell's output holds state 1. */
const ASYMMETRIC: Parts = {
  normal:
    "[('sep_conv_3x3', 0), ('dil_conv_5x5', 1), ('avg_pool_3x3', 2), ('skip_connect', 0), ('sep_conv_5x5', 1), ('max_pool_3x3', 1)]",
  reduce: "[('max_pool_3x3', 1), ('skip_connect', 0), ('sep_conv_7x7', 0), ('dil_conv_3x3', 2)]",
  normalRange: [3, 5],
  reduceRange: [1, 4],
};

/** Turned by hand. */
const ASYMMETRIC_CELLS: Architecture = {
  normal: {
    blocks: [
      { inputs: [1, 0], operations: ['sepconv_3x3', 'dilconv_5x5'], combiner: 'add' },
      { inputs: [2, 1], operations: ['avgpool_3x3', 'identity'], combiner: 'add' },
      { inputs: [0, 0], operations: ['sepconv_5x5', 'maxpool_3x3'], combiner: 'add' },
    ],
    output: [3, 4],
  },
  reduction: {
    blocks: [
      { inputs: [0, 1], operations: ['maxpool_3x3', 'identity'], combiner: 'add' },
      { inputs: [1, 2], operations: ['sepconv_7x7', 'dilconv_3x3'], combiner: 'add' },
    ],
    output: [0, 2, 3],
  },
};

const listOf = ([from, behind]: readonly [number, number]): string =>
  `[${Array.from({ length: behind - from }, (_, index) => from + index).join(', ')}]`;

const jsonOf = (text: string): unknown =>
  JSON.parse(text.replaceAll('(', '[').replaceAll(')', ']').replaceAll("'", '"'));

const yamlOf = (edges: string): string =>
  (jsonOf(edges) as [string, number][]).map(([name, state]) => `- - ${name}\n  - ${state}`).join('\n');

/** The same pair in the spellings that are about, by what they come from. */
function spellings({ normal, reduce, normalRange, reduceRange }: Parts): Record<string, string> {
  const [normalConcat, reduceConcat] = [listOf(normalRange), listOf(reduceRange)];
  const withConcat = (write: (range: readonly [number, number]) => string): string =>
    `Genotype(normal=${normal}, normal_concat=${write(normalRange)}, reduce=${reduce}, reduce_concat=${write(reduceRange)})`;
  const plain = withConcat(listOf);
  const states = (write: string): string => plain.replace(/, (\d)\)/g, write);
  const fields = {
    normal: jsonOf(normal),
    normal_concat: jsonOf(normalConcat),
    reduce: jsonOf(reduce),
    reduce_concat: jsonOf(reduceConcat),
  };
  const double = plain.replaceAll("'", '"');
  return {
    plain,
    'a line of a log': `[11/29 03:14:15] [INFO] [train_search.py:120] - genotype = ${plain} - val acc 97.2%`,
    'an apostrophe before it': `Here's what came out: ${plain}`,
    'JSON of fields': JSON.stringify(fields, null, 2),
    'JSON of a namedtuple': JSON.stringify(Object.values(fields)),
    'by position': `Genotype(${normal}, ${normalConcat}, ${reduce}, ${reduceConcat})`,
    'OrderedDict of pairs': `OrderedDict([('normal', ${normal}), ('normal_concat', ${normalConcat}), ('reduce', ${reduce}), ('reduce_concat', ${reduceConcat})])`,
    'NumPy 2': states(', np.int64($1))'),
    'NumPy with its whole name': states(', numpy.int64($1))'),
    'NumPy in concat': withConcat((range) => listOf(range).replace(/\d/g, 'np.int64($&)')),
    arange: withConcat(([from, to]) => `np.arange(${from}, ${to})`),
    array: withConcat((range) => `np.array(${listOf(range)})`),
    'torch.Size': withConcat((range) => `torch.Size(${listOf(range)})`),
    tensors: states(", tensor($1, device='cuda:0'))"),
    'weights with gradients': states(', $1, tensor(0.2345, grad_fn=<SelectBackward>))'),
    'weights that end with a point': states(', $1, 1.)'),
    "Python 2's long numbers": states(', $1L)'),
    'states as strings': states(", '$1')"),
    'a range': withConcat(([from, to]) => `range(${from}, ${to})`),
    'a range with a step': withConcat(([from, to]) => `range(${from}, ${to}, 1)`),
    'a range with a sum': withConcat(([from, to]) => `range(${from}, 1+${to - 1})`),
    'a range that is spread': withConcat(([from, to]) => `[*range(${from}, ${to})]`),
    'a string of JSON with double quotes': JSON.stringify({ genotype: double, accuracy: 97 }),
    'JSON in JSON in JSON': JSON.stringify({
      a: JSON.stringify({ b: JSON.stringify({ genotype: double }) }),
    }),
    'many lines in JSON': JSON.stringify({ genotype: plain.replaceAll('), ', '),\n    ') }),
    'a command line': `python train.py --arch "${plain.replaceAll("'", '\\"')}" --layers 20`,
    CSV: `id,arch\n3,"${plain.replaceAll("'", '""')}"`,
    'a string of YAML': `arch: '${plain.replaceAll("'", "''")}'\nlr: 0.025\n`,
    YAML: `normal: ${normal.replaceAll("'", '').replaceAll('(', '[').replaceAll(')', ']')}\nnormal_concat: ${normalConcat}\nlr: 0.1\nreduce: ${reduce}\nreduce_concat: ${reduceConcat}\n`,
    'YAML over lines': `genotype:\nnormal:\n${yamlOf(normal)}\nnormal_concat: ${normalConcat}\nreduce:\n${yamlOf(reduce)}\nreduce_concat:\n${listOf(
      reduceRange,
    )
      .replace(/\d/g, '\n- $&')
      .replaceAll(/[[\], ]+(?=\n|$)/g, '')}\n`,
    'a mail': plain.replaceAll('), ', '),\n> ').replace(/^/, '> '),
    "Python's prompt": `>>> g = ${plain.replaceAll('), ', '),\n... ')}`,
    'a comment over lines': plain.replaceAll('), ', '),\n# ').replace(/^/, '# '),
    'a web page': plain.replaceAll("'", '&#39;'),
    'a web page with double quotes': plain.replaceAll("'", '&quot;'),
    LaTeX: plain.replaceAll('_', '\\_'),
    "AutoDL's names": plain
      .replaceAll('sep_conv_3x3', 'dua_sepc_3x3')
      .replaceAll('dil_conv_5x5', 'dil_sepc_5x5'),
    'a program that goes on': `${plain}\nnet = Net(genotype(args))\ngenotype = Genotype(normal=gene_normal, reduce=gene_reduce)\n`,
    'an empty one behind it': `${plain}\nlast: Genotype(normal=[], normal_concat=[])`,
  };
}

export const SPELLED: readonly (readonly [string, Readonly<Record<string, string>>, Architecture])[] = [
  ['DARTS v1', spellings(DARTS_V1), presetOf('darts-v1').architecture],
  ['an asymmetric pair', spellings(ASYMMETRIC), ASYMMETRIC_CELLS],
];
