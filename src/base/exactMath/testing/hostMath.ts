import ts from 'typescript';

/** Of Math, what ECMAScript fixes to the bit: all else is "an implementation-approximated value". */
const FIXED = new Set(
  `abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2`.split(
    ' ',
  ),
);

/** Uses of Math's other functions, and of `**` but for a literal power of two, as "line: text". */
export function hostMath(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isHostMath(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${line + 1}: ${node.parent.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isHostMath(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return isPower(node) && !isPowerOfTwo(node);
  if (!ts.isIdentifier(node) || node.text !== 'Math') return false;
  const { parent } = node;
  const isNamed = ts.isPropertyAccessExpression(parent) && parent.expression === node;
  return !(isNamed && FIXED.has(parent.name.text));
}

const isPower = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;

function isPowerOfTwo({ left, right }: ts.BinaryExpression): boolean {
  const exponent = ts.isPrefixUnaryExpression(right) ? right.operand : right;
  return ts.isNumericLiteral(left) && left.text === '2' && ts.isNumericLiteral(exponent);
}
