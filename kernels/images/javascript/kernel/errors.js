'use strict';
// What a candidate reads of an error: its name and message, and those frames that are of their own code.
const { inspect, types } = require('node:util');

const INTERRUPTED = 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
const CELL = /\(?(cell \[[\d ]*\]):(\d+)(?::\d+)?\)?$/;
const OWN_FILE = /[( ](?:file:\/\/)?\/tmp\//;
const MOST_FRAMES = 20;
const MOST_CHARACTERS = 16 * 1024;

Error.stackTraceLimit = 40;

function interruption() {
  return Object.assign(new Error('the cell was interrupted'), { code: INTERRUPTED });
}

// `{ ename, evalue, traceback }`, as the `error` message wants it. `sourceOf` gives a cell's source by its name.
function describe(error, sourceOf) {
  if (types.isNativeError(error) && error.code === INTERRUPTED) {
    const [ename, evalue] = ['Interrupted', 'the cell was interrupted'];
    return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
  }
  if (!types.isNativeError(error) && !(error instanceof Error)) {
    const evalue = shown(error);
    return { ename: 'Uncaught', evalue, traceback: [`Uncaught ${evalue}`] };
  }
  const [ename, evalue] = [text(() => error.name, 'Error'), text(() => error.message, '')];
  return { ename, evalue, traceback: ownLines(shown(error), sourceOf) };
}

const text = (read, fallback) => {
  try {
    return String(read()).slice(0, MOST_CHARACTERS);
  } catch {
    return fallback;
  }
};
const shown = value => text(() => inspect(value, { maxStringLength: 2000 }), 'an error that cannot be shown');

// Drops the frames of Node and the kernel. Of the calls between two own frames (`Array.map`), the names stay.
function ownLines(stack, sourceOf) {
  const lines = [];
  let [between, frames, marked] = [[], 0, false];
  for (const line of stack.split('\n')) {
    if (!/^\s+at /.test(line)) {
      between = [];
      lines.push(line.replace(/^(cell \[[\d ]*\]):(\d+)$/, '$1, line $2'));
    } else if (line.includes('<anonymous>)')) between.push(line);
    else if ((CELL.test(line) || OWN_FILE.test(line)) && frames < MOST_FRAMES) {
      const [, cell, number] = CELL.exec(line) ?? [];
      lines.push(...between, cell ? line.replace(CELL, match => place(match, cell, number)) : line);
      if (cell && !marked) lines.push(...excerpt(sourceOf(cell), Number(number)));
      [between, frames, marked] = [[], frames + 1, true];
    }
  }
  return lines;
}

const place = (match, cell, number) => (match.startsWith('(') ? `(${cell}, line ${number})` : `${cell}, line ${number}`);

function excerpt(source, number) {
  const line = source?.split('\n')[number - 1]?.trim();
  return line ? [`        ${number} | ${line.slice(0, 200)}`] : [];
}

module.exports = { describe, interruption };
