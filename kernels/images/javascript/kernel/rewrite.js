'use strict';
// Cells can be run again and await at their top level: their declarations become properties of the global object.
//
// Without an await: `let`, `const` and `class` become `var`. With one, or with an `import`: the cell runs in an async
// function, before which its names are declared. Lines stay where they are, and so do the lines of errors.
const acorn = require('acorn');

const OPTIONS = { ecmaVersion: 'latest', allowAwaitOutsideFunction: true, allowHashBang: true, locations: true };

function parse(source) {
  try {
    return acorn.parse(source, { ...OPTIONS, sourceType: 'script' });
  } catch (error) {
    try {
      return acorn.parse(source, { ...OPTIONS, sourceType: 'module' });
    } catch {
      throw error;
    }
  }
}

const isNode = value => value !== null && typeof value === 'object' && typeof value.type === 'string';
const isScope = node => /Function|^ClassBody$/.test(node.type);

function* children(node) {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) yield* value.filter(isNode);
    else if (isNode(value)) yield value;
  }
}

function awaits(node) {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true;
  if (node.type === 'VariableDeclaration' && node.kind === 'await using') return true;
  if (isScope(node)) return false;
  return [...children(node)].some(awaits);
}

// The names that a pattern binds.
function bound(pattern) {
  if (pattern === null) return [];
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'ObjectPattern') return pattern.properties.flatMap(property => bound(property.value ?? property));
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap(bound);
  return bound(pattern.left ?? pattern.argument);
}

class Edits {
  constructor(source) {
    this.source = source;
    this.list = [];
  }

  replace(start, end, text) {
    this.list.push({ start, end, text, order: this.list.length });
  }

  insert(at, text) {
    this.replace(at, at, text);
  }

  apply() {
    const sorted = this.list.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
    let [result, at] = ['', 0];
    for (const { start, end, text } of sorted) {
      result += this.source.slice(at, start) + text;
      at = end;
    }
    return result + this.source.slice(at);
  }
}

// `{ code, awaits, names, hasValue }`. Where `awaits`, `code` gives a promise of `{ value }`. Throws acorn's SyntaxError.
function rewrite(source) {
  const tree = parse(source);
  const edits = new Edits(source);
  const asynchronous = tree.body.some(node => node.type === 'ImportDeclaration' || awaits(node));
  const last = tree.body.at(-1);
  const names = [];
  const functions = [];
  for (const node of tree.body) {
    const declared = exported(node, edits);
    if (declared === null) continue;
    if (asynchronous) toAssignments(declared, edits, names, functions);
    else toVar(declared, edits, names);
  }
  const hasValue = last?.type === 'ExpressionStatement' && last.directive === undefined;
  if (!asynchronous) return { code: edits.apply(), awaits: false, names, hasValue };
  if (hasValue) {
    edits.insert(last.expression.start, ';return { value: (');
    edits.insert(last.expression.end, ') }');
  }
  const directive = tree.body[0]?.directive ? `'${tree.body[0].directive}';` : '';
  const declaration = names.length ? `var ${[...new Set(names)].join(', ')};` : '';
  const hoisted = functions.map(name => `globalThis.${name} = ${name};`).join('');
  const code = `${declaration}(async () => {${directive}${hoisted}${edits.apply()}\n})()`;
  return { code, awaits: true, names: [...names, ...functions], hasValue };
}

// The declaration without its `export`, or null where nothing of it is left.
function exported(node, edits) {
  if (node.type === 'ImportDeclaration' || !/^(Export)/.test(node.type)) return node;
  const declared = node.declaration ?? null;
  if (declared === null) edits.replace(node.start, node.end, '');
  else if (declared.id || declared.type === 'VariableDeclaration') edits.replace(node.start, declared.start, '');
  else {
    edits.replace(node.start, declared.start, '(');
    edits.insert(declared.end, ');');
    return null;
  }
  return declared;
}

function toVar(node, edits, names) {
  if (node.type === 'VariableDeclaration') {
    names.push(...node.declarations.flatMap(({ id }) => bound(id)));
    edits.replace(node.start, node.start + node.kind.length, 'var'.padEnd(node.kind.length));
  } else if (node.type === 'ClassDeclaration') {
    names.push(node.id.name);
    edits.insert(node.start, `var ${node.id.name} = `);
    edits.insert(node.end, ';');
  } else if (node.type === 'FunctionDeclaration') names.push(node.id.name);
}

function toAssignments(node, edits, names, functions) {
  if (node.type === 'FunctionDeclaration') functions.push(node.id.name);
  else if (node.type === 'ImportDeclaration') toDynamicImport(node, edits, names);
  else if (node.type === 'ClassDeclaration') {
    names.push(node.id.name);
    edits.insert(node.start, `${node.id.name} = `);
    edits.insert(node.end, ';');
  } else if (node.type === 'VariableDeclaration') assign(node, edits, names, ';');
  else innerVars(node, edits, names);
}

// A `var` in a block or a loop's head belongs to the cell as well.
function innerVars(node, edits, names) {
  if (isScope(node)) return;
  for (const child of children(node)) {
    if (child.type === 'VariableDeclaration' && child.kind === 'var') {
      const inHead = /^For/.test(node.type) && node.body !== child;
      const each = inHead && node.type !== 'ForStatement';
      if (each) {
        names.push(...bound(child.declarations[0].id));
        edits.replace(child.start, child.declarations[0].start, '');
      } else assign(child, edits, names, inHead ? '' : ';');
    } else innerVars(child, edits, names);
  }
}

function assign(node, edits, names, end) {
  const [first, last] = [node.declarations[0], node.declarations.at(-1)];
  names.push(...node.declarations.flatMap(({ id }) => bound(id)));
  edits.replace(node.start, first.start, `${end}(`);
  for (const { id, init } of node.declarations) if (init === null) edits.insert(id.end, ' = undefined');
  edits.replace(last.end, node.end, `)${end}`);
}

function toDynamicImport(node, edits, names) {
  const parts = node.specifiers.map(({ type, local, imported }) => {
    names.push(local.name);
    if (type === 'ImportNamespaceSpecifier') return `${local.name} = imported;`;
    const name = type === 'ImportDefaultSpecifier' ? 'default' : (imported.name ?? imported.value);
    return `${local.name} = imported[${JSON.stringify(name)}];`;
  });
  const lines = '\n'.repeat(node.loc ? node.loc.end.line - node.loc.start.line : 0);
  edits.replace(node.start, node.end, `{ const imported = await import(${node.source.raw}); ${parts.join(' ')} }${lines}`);
}

module.exports = { OPTIONS, parse, rewrite };
