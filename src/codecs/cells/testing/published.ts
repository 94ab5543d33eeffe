/** Cells as others have published them, file by file, and what becomes of each. */
export interface PublishedFile {
  readonly file: string;
  readonly text: string;
  /** The share code of its cells, or what the sentence says of it. */
  readonly gives: string | RegExp;
}

export const PUBLISHED: readonly PublishedFile[] = [
  {
    file: 'darts.txt',
    text: "Genotype(normal=[('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('avg_pool_3x3', 0)], reduce_concat=[2, 3, 4, 5])",
    gives: 'AkV9Bz6rzNbN6ItSupsUB5pgE',
  },
  {
    file: 'darts.json',
    text: '{"normal":[["sep_conv_3x3",1],["sep_conv_3x3",0],["skip_connect",0],["sep_conv_3x3",1],["skip_connect",0],["sep_conv_3x3",1],["sep_conv_3x3",0],["skip_connect",2]],"normal_concat":[2,3,4,5],"reduce":[["max_pool_3x3",0],["max_pool_3x3",1],["skip_connect",2],["max_pool_3x3",0],["max_pool_3x3",0],["skip_connect",2],["skip_connect",2],["avg_pool_3x3",0]],"reduce_concat":[2,3,4,5]}',
    gives: 'AkV9Bz6rzNbN6ItSupsUB5pgE',
  },
  {
    file: 'pairs.txt',
    text: "Genotype(normal=[(('sep_conv_5x5', 1), ('sep_conv_3x3', 0)), (('avg_pool_3x3', 1), ('skip_connect', 0))], normal_concat=[2, 3], reduce=[(('sep_conv_5x5', 1), ('sep_conv_7x7', 0)), (('max_pool_3x3', 1), ('sep_conv_7x7', 0))], reduce_concat=[2, 3])",
    gives: 'AMJHnZdqyepRBnY',
  },
  {
    file: 'range.txt',
    text: "genotype = Genotype(normal=[('skip_connect', 0), ('dil_conv_5x5', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 2), ('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 0), ('skip_connect', 1)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('max_pool_3x3', 0), ('dil_conv_5x5', 3), ('skip_connect', 2), ('skip_connect', 3)], reduce_concat=range(2, 6))",
    gives: 'Aps9otUBSA9j2xn-x4Dpk-cyz',
  },
  {
    file: 'nb101.json',
    text: '{"matrix": [[0,1,1,0,1],[0,0,1,0,0],[0,0,0,1,0],[0,0,0,0,1],[0,0,0,0,0]], "ops": ["input","conv3x3-bn-relu","conv1x1-bn-relu","maxpool3x3","output"]}',
    gives: /NAS-Bench-101 .*no reduction cell/,
  },
  {
    file: 'nb201.txt',
    text: '|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|',
    gives: /NAS-Bench-201: .*reads two states/,
  },
  {
    file: 'nb301.txt',
    text: '(((0, 4), (1, 4), (0, 3), (2, 4), (1, 3), (2, 4), (0, 5), (3, 4)), ((0, 0), (1, 4), (0, 0), (2, 3), (1, 4), (3, 4), (2, 6), (4, 1)))',
    gives: /NAS-Bench-301 .*list of operations .* is missing/,
  },
  {
    file: 'enas.txt',
    text: '0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1\n1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1',
    gives: /ENAS .*list of operations .* is missing/,
  },
  {
    file: 'enas.sh',
    text: 'fixed_arc="0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1"\nfixed_arc="$fixed_arc 1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1"',
    gives: /ENAS .*list of operations .* is missing/,
  },
];
