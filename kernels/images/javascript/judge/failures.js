'use strict';
// What a candidate reads of an error: only their own frames.
const { inspect, types } = require('node:util');

const KEPT = 4000;
const OWN_FRAME = /\bsolution\.js:\d+/;

function traceback(error) {
  if (!types.isNativeError(error)) return cut(`Uncaught ${shown(error)}`);
  const lines = shown(error).split('\n');
  return cut(lines.filter(line => !/^\s+at /.test(line) || OWN_FRAME.test(line)).join('\n'));
}

// `solution.js:3`, the line, a mark below it, and what is wrong.
function compileError(error) {
  const stack = String(error.stack);
  const frames = stack.search(/\n\s+at /);
  return cut(frames < 0 ? stack : stack.slice(0, frames)).trim();
}

function shown(error) {
  try {
    return inspect(error, { maxStringLength: 2000 });
  } catch {
    return 'an error that cannot be shown';
  }
}

const cut = text => (text.length <= KEPT ? text : `${text.slice(0, KEPT / 3)}\n  …\n${text.slice((-2 * KEPT) / 3 + 10)}`);

module.exports = { compileError, traceback };
