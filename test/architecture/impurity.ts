import ts from 'typescript';

/** Reads of a member that give another answer on another call. */
const IMPURE_MEMBERS = /^(Date\.now|Math\.random|performance\.\w+|crypto\.\w+|process\.\w+|Temporal\.Now(\.\w+)?)$/;

/** Where a source asks for the clock, for randomness or for the process: `line: text`. */
export function impurities(source: string): string[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isImpure(node)) found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isImpure(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return IMPURE_MEMBERS.test(node.getText().replace(/^globalThis\./, ''));
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  if (ts.isCallExpression(node)) return ['Date', 'fetch', 'setTimeout', 'setInterval', 'randomUUID'].includes(node.expression.getText());
  return false;
}
