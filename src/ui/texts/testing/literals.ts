import ts from 'typescript';

/**
 * Finds what is shown to people in a file's text: all that stands between tags or in an attribute that is read or heard,
 * and anything else that reads like words. A single word in small letters escapes it elsewhere.
 */

export interface Literal {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Attributes and properties whose text is read or heard. */
const SHOWN =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|title|alt|placeholder|label|description|summary|data-tip|text|says|what|hint|note|unit|name|noun|sentence|remedy|why|reason)$/;
/** Attributes that hold no words. */
const MUTE =
  /^(class(Name)?|style|id|key|type|role|tone|kind|sign|d|viewBox|transform|points|fill|stroke|accept|data-.*)$/;
/** Calls that take names of the browser's own. */
const ASKS = /\b(matchMedia|includes|querySelector|getAttribute|addEventListener|removeEventListener)$/;
/** Units and signs: the same in every language. */
const SIGNS = /^(px|ms|s|min|h|k|M|B|T|MB|MiB|JSON|h|i|i−1|F|N|[^\p{L}]*)$/u;

/** Two words in a row, or one with a capital: "Pausing", "by trial". Identifiers and event keys are neither. */
const PROSE = /\p{L}[\p{L}’'-]*[,;:.]? +[\p{L}“‘]|^\p{Lu}\p{Ll}+…?$/u;

export function shownLiterals(fileName: string, source: string): Literal[] {
  const kind = fileName.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, kind);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (isUnseen(node)) return;
    const text = textOf(node);
    if (text !== null && isShown(node, text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ line: line + 1, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A literal's words; `{…}` stands for what a template leaves open. */
function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text.trim();
  if (ts.isStringLiteralLike(node)) return node.text.trim();
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{…}').trim();
}

function isShown(node: ts.Node, text: string): boolean {
  const words = text.replaceAll('{…}', ' ').trim();
  if (SIGNS.test(words)) return false;
  return ts.isJsxText(node) || isInShownPlace(node) || PROSE.test(words);
}

/** Whether what the node says becomes part of the page as it stands: a child of an element, or a text of its own. */
function isInShownPlace(node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isJsxAttribute(parent)) return SHOWN.test(parent.name.getText());
  if (ts.isPropertyAssignment(parent)) return SHOWN.test(parent.name.getText().replaceAll(/['"]/g, ''));
  if (ts.isJsxExpression(parent)) {
    return ts.isJsxAttribute(parent.parent) ? SHOWN.test(parent.parent.name.getText()) : true;
  }
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'tip';
  const passes =
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isBinaryExpression(parent) && !isComparison(parent)) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isTemplateExpression(parent) ||
    ts.isArrayLiteralExpression(parent);
  return passes && isInShownPlace(parent);
}

const isComparison = ({ operatorToken }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
  operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;

/** What nobody sees: imports, types, names of properties, values compared with, classes and paths, errors of ours. */
function isUnseen(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isJsxAttribute(node)) return MUTE.test(node.name.getText());
  if (ts.isNewExpression(node)) return /Error$|^URL$/.test(node.expression.getText());
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isCallExpression(parent))
    return parent.expression !== node && ASKS.test(parent.expression.getText());
  if (ts.isVariableDeclaration(parent)) return MUTE.test(parent.name.getText());
  if (ts.isPropertyAssignment(parent)) return parent.name === node || MUTE.test(parent.name.getText());
  if (ts.isCaseClause(parent)) return parent.expression === node;
  if (!ts.isBinaryExpression(parent)) return false;
  if (/\.(cssText|className)$/.test(parent.left.getText())) return true;
  return isComparison(parent) && ts.isStringLiteralLike(node);
}
