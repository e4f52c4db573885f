'use strict';
// What stands behind the name at the cursor, for a notebook's tooltip.
const { NAME, UNKNOWN, resolve, toUnits } = require('./lookup');
const { plain } = require('./output');

const PATHS = new RegExp(String.raw`${NAME}(?:\??\.${NAME})*`, 'gu');
const MOST_CHARACTERS = 4000;
const NOTHING = { found: false, data: {}, metadata: {} };

function inspectAt(code, cursor, detail) {
  const at = toUnits(code, cursor);
  const around = [...code.matchAll(PATHS)].find(({ 0: text, index }) => index <= at && at <= index + text.length);
  if (around === undefined) return NOTHING;
  // Up to the name that the cursor is in: in `a.b|.c` that is `a.b`.
  const rest = around[0].slice(at - around.index).search(/\??\./);
  const path = rest < 0 ? around[0] : around[0].slice(0, at - around.index + rest);
  const value = resolve(path.split(/\??\./));
  if (value === UNKNOWN) return NOTHING;
  return { found: true, data: { 'text/plain': described(value, detail).slice(0, MOST_CHARACTERS) }, metadata: {} };
}

// A function's source at detail 1; its head, which names its parameters, at detail 0.
function described(value, detail) {
  if (typeof value !== 'function') return plain(value);
  const source = Function.prototype.toString.call(value);
  return detail > 0 ? source : source.split('\n', 1)[0].replace(/\s*\{.*$/s, '');
}

module.exports = { inspectAt };
