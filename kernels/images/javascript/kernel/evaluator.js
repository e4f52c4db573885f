'use strict';
// Runs cells, one at a time, in the global scope of this thread.
const vm = require('node:vm');
const { describe, interruption } = require('./errors');
const { rewrite } = require('./rewrite');

const SOURCES_KEPT = 100;
const COMPILE = { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
const pause = setImmediate;

class Evaluator {
  constructor(output, input) {
    this.output = output;
    this.input = input;
    this.sources = new Map();
    this.interrupt = null;
    // A cell that computes is interrupted by `breakOnSigint`, one that awaits by this. An idle kernel ignores it.
    process.on('SIGINT', () => this.interrupt?.(interruption()));
    process.on('uncaughtException', error => this.late('Uncaught', error));
    process.on('unhandledRejection', error => this.late('Unhandled rejection:', error));
  }

  // The content of the `execute_reply`, but for its count.
  async execute({ code, count, silent, expressions, stdin }) {
    this.output.begin();
    this.input.begin(stdin);
    try {
      const value = await this.evaluate(code, silent ? 'cell [ ]' : `cell [${count}]`);
      await settled();
      if (value !== undefined && !silent) this.output.result(value, count);
      return { status: 'ok', payload: [], user_expressions: await this.expressions(expressions) };
    } catch (error) {
      await settled();
      const content = this.describe(error);
      this.output.publish('error', content);
      return { status: 'error', ...content };
    }
  }

  async evaluate(source, name) {
    this.remember(name, source);
    const { code, awaits, names, hasValue } = this.prepare(source, name);
    const script = new vm.Script(code, { ...COMPILE, filename: name });
    names.forEach(replaceAccessor);
    const value = script.runInThisContext({ breakOnSigint: true, displayErrors: false });
    if (!awaits) return hasValue ? value : undefined;
    return (await this.interruptible(value))?.value;
  }

  // Where our parser does not accept the cell, V8 judges: its messages are better, and its syntax may be newer.
  prepare(source, name) {
    try {
      return rewrite(source);
    } catch {
      const awaits = /\bawait\b/.test(source);
      const head = awaits ? '(async () => {' : '';
      const code = awaits ? `${head}${source}\n})()` : source;
      new vm.Script(code, { filename: name, columnOffset: -head.length });
      return { code, awaits, names: [], hasValue: !awaits };
    }
  }

  async interruptible(promise) {
    const interrupted = new Promise((_, reject) => {
      this.interrupt = reject;
    });
    try {
      return await Promise.race([promise, interrupted]);
    } finally {
      this.interrupt = null;
    }
  }

  async expressions(wanted) {
    const found = {};
    for (const [key, source] of Object.entries(wanted)) {
      try {
        found[key] = { status: 'ok', ...this.output.bundle(await this.evaluate(String(source), 'cell [ ]')) };
      } catch (error) {
        found[key] = { status: 'error', ...this.describe(error) };
      }
    }
    return found;
  }

  late(what, error) {
    this.output.write('stderr', `${what} ${this.describe(error).traceback.join('\n')}\n`);
  }

  describe(error) {
    return describe(error, name => this.sources.get(name));
  }

  remember(name, source) {
    this.sources.delete(name);
    this.sources.set(name, source);
    if (this.sources.size > SOURCES_KEPT) this.sources.delete(this.sources.keys().next().value);
  }
}

// What promises that are due print still belongs to the cell.
const settled = () => new Promise(resolve => pause(resolve));

// Some of Node's globals (`crypto`, `navigator`) are accessors, to which a declaration of that name would assign in vain.
function replaceAccessor(name) {
  const found = Object.getOwnPropertyDescriptor(globalThis, name);
  if (found?.configurable && found.get) {
    Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true, enumerable: true });
  }
}

module.exports = { Evaluator };
