'use strict';
// A realm of its own for each test: its built-ins are untouched, and nothing of the test before is left in it.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { formatWithOptions, types } = require('node:util');
const vm = require('node:vm');

const FILE = 'solution.js';
const VALUES = new vm.Script(fs.readFileSync(path.join(__dirname, 'values.js'), 'utf8'), { filename: '/opt/judge/values.js' });
const SHARED = ['Buffer', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams', 'performance', 'process', 'structuredClone'];
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask'];
const LEVELS = { log: 1, info: 1, debug: 1, table: 1, dir: 1, warn: 2, error: 2, trace: 2 };

class Realm {
  constructor() {
    // What is shared by all tests, and may have been changed once it was looked at.
    this.touched = false;
    this.context = vm.createContext();
    this.values = VALUES.runInContext(this.context)(types);
    const inside = vm.runInContext('globalThis', this.context);
    inside.Error.stackTraceLimit = 100;
    this.define(inside, 'console', makeConsole());
    for (const [name, value] of Object.entries(this.values.supplied)) this.define(inside, name, value);
    const module = { exports: {} };
    const provided = { require: createRequire('/tmp/'), module, exports: module.exports };
    for (const name of [...SHARED, ...TIMERS]) provided[name] = globalThis[name];
    for (const [name, value] of Object.entries(provided)) this.offer(inside, name, value);
  }

  define(inside, name, value) {
    Object.defineProperty(inside, name, { value, writable: true, configurable: true });
  }

  offer(inside, name, value) {
    Object.defineProperty(inside, name, {
      get: () => {
        this.touched = true;
        return value;
      },
      set: replaced => this.define(inside, name, replaced),
      configurable: true,
    });
  }

  // What a name of the cell's top level stands for, `let`, `const` and `class` included.
  named(name) {
    return vm.runInContext(`typeof ${name} === 'undefined' ? undefined : ${name}`, this.context);
  }
}

function makeConsole() {
  const methods = Object.entries(LEVELS).map(([name, descriptor]) => [
    name,
    (...values) => write(descriptor, `${formatWithOptions({}, ...values)}\n`),
  ]);
  return Object.fromEntries(methods);
}

// At once, so that a test that is killed has shown what it printed.
function write(descriptor, text) {
  let rest = Buffer.from(text);
  while (rest.length) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      // Node makes a pipe non-blocking when somebody uses `process.stdout`.
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

module.exports = { FILE, Realm, write };
