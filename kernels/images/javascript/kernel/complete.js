'use strict';
// Completing names, and whether a cell is complete.
const acorn = require('acorn');
const { NAME, UNKNOWN, owners, resolve, toCharacters, toUnits } = require('./lookup');
const { OPTIONS, parse } = require('./rewrite');

const PATH = new RegExp(String.raw`(?<![\p{ID_Continue}$.)\]'"\u0060])((?:${NAME}\??\.)*)(${NAME})?$`, 'u');
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');
const KEYWORDS = [
  ...['async', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'default', 'delete', 'do', 'else'],
  ...['export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'let', 'new'],
  ...['null', 'of', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void'],
  ...['while', 'yield'],
];
const MOST_MATCHES = 500;

function complete(code, cursor) {
  const before = code.slice(0, toUnits(code, cursor));
  const [, path = '', start = ''] = PATH.exec(before) ?? [];
  const matches = PATH.test(before) && (path || start) ? candidates(path, start) : [];
  const from = toCharacters(before, before.length - start.length);
  return { matches: matches.slice(0, MOST_MATCHES), cursor_start: from, cursor_end: cursor, metadata: {} };
}

function candidates(path, start) {
  const value = resolve(path.split(/\??\./).slice(0, -1));
  if (value === UNKNOWN) return [];
  const found = new Set(path ? [] : KEYWORDS.filter(word => word.startsWith(start)));
  for (const owner of owners(value)) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (name.startsWith(start) && WHOLE_NAME.test(name)) found.add(name);
    }
  }
  return [...found].sort();
}

// What ends too early is incomplete; what is wrong before its end is invalid.
function isComplete(code) {
  try {
    parse(code);
    return { status: 'complete' };
  } catch (error) {
    const unfinished = error.pos >= code.trimEnd().length || /^Unterminated (template|comment)/.test(error.message);
    return unfinished ? { status: 'incomplete', indent: '  '.repeat(depth(code)) } : { status: 'invalid' };
  }
}

// How many brackets are open at the end.
function depth(code) {
  let open = 0;
  try {
    for (const { type } of acorn.tokenizer(code, OPTIONS)) {
      if (/^(?:[([{]|\$\{)$/.test(type.label)) open += 1;
      else if (/^[)\]}]$/.test(type.label)) open -= 1;
    }
  } catch {
    // An unfinished token has no brackets after it.
  }
  return Math.max(open, 0);
}

module.exports = { complete, isComplete };
