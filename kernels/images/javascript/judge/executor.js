'use strict';
// Runs JavaScript for the judge: one test after the other, each in a realm of its own (`docs/reference/judge-runner.md`).
const fs = require('node:fs');
const { createRequire } = require('node:module');
const vm = require('node:vm');
const { compileError, traceback } = require('./failures');
const { FILE, Realm, write } = require('./realm');

const [LINES_IN, CLAIMS, JOB] = [0, 3, 4];
const TOO_LARGE = 'The returned value is too large or too deep to compare.';
const UNSETTLED = 'The function returned a promise that nothing settles.';
const WARM = {
  kind: 'function',
  name: 'f',
  parameters: ['int[]'],
  returns: 'int[]',
  methods: {},
  valueBytes: 1000,
  source: 'function f(values) { console; return values.map(value => value + 1); }',
};

const pause = setImmediate;

const say = value => write(CLAIMS, `${JSON.stringify(value)}\n`);

class Lines {
  constructor() {
    this.rest = Buffer.alloc(0);
    this.chunk = Buffer.alloc(1 << 20);
  }

  // The next line, or null at the end.
  next() {
    const parts = [this.rest];
    let end = this.rest.indexOf(10);
    while (end < 0) {
      const size = fs.readSync(LINES_IN, this.chunk);
      if (size === 0) return null;
      const part = Buffer.from(this.chunk.subarray(0, size));
      parts.push(part);
      end = part.indexOf(10);
    }
    const last = parts.pop();
    const line = Buffer.concat([...parts, last.subarray(0, end)]).toString();
    this.rest = last.subarray(end + 1);
    return line;
  }
}

class Executor {
  constructor(job) {
    this.job = job;
    this.script = new vm.Script(job.source, { filename: FILE });
  }

  // The claim as JSON, without its end.
  async claim(line) {
    const realm = new Realm();
    const failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    try {
      const text = await Promise.race([this.answer(realm, line).then(settled), failed]);
      if (text.length > this.job.valueBytes) return claim(realm, 'output_limit', 'The returned value is too large.');
      return [`{"outcome":"returned","value":${text}`, !realm.touched];
    } catch (error) {
      if (error instanceof realm.values.WrongType) {
        return claim(realm, 'returned', `The returned value has the wrong type: ${error.message}.`);
      }
      if (error instanceof realm.values.TooLarge) return claim(realm, 'returned', TOO_LARGE);
      return claim(realm, error === UNSETTLED ? 'exited' : 'raised', error === UNSETTLED ? error : traceback(error));
    } finally {
      this.fail = null;
    }
  }

  async answer(realm, line) {
    const { reader, writer, parse, stringify, supplied } = realm.values;
    this.script.runInContext(realm.context, { displayErrors: false });
    const { job } = this;
    const target = realm.named(job.name);
    if (typeof target !== 'function') throw `The cell defines no ${job.kind} named ${job.name}.`;
    const nodes = {};
    for (const [name, ours] of Object.entries(supplied)) nodes[name] = realm.named(name) ?? ours;
    const given = (kinds, values) => kinds.map((kind, at) => (reader(kind) ?? (value => value))(values[at], nodes));
    const values = parse(line);
    const result =
      job.kind === 'class'
        ? await this.operations(target, values, given, (kind, value) => writer(kind)(value, nodes))
        : writer(job.returns)(await target(...given(job.parameters, values)), nodes);
    try {
      return stringify(result);
    } catch {
      throw new realm.values.TooLarge();
    }
  }

  async operations(target, [names, lists], given, written) {
    const made = new target(...given(this.job.parameters, lists[0]));
    const results = [null];
    for (let at = 1; at < names.length; at++) {
      const { name, parameters, returns } = this.job.methods[names[at]];
      results.push(written(returns, await made[name](...given(parameters, lists[at]))));
    }
    return results;
  }
}

// A promise that was rejected and that nobody looked at is this test's failure, not the next one's.
const settled = text => new Promise(resolve => pause(resolve, text));

const claim = (realm, outcome, message) => [`${JSON.stringify({ outcome, message }).slice(0, -1)}`, !realm.touched];

async function resident() {
  const lines = new Lines();
  let executor = new Executor(WARM);
  await executor.claim('[[1, 2]]');
  // What a test leaves to happen later ends here, as an error of that test or of none.
  process.on('uncaughtException', error => (executor.fail ? executor.fail(error) : process.exit(1)));
  process.on('beforeExit', () => executor.fail?.(UNSETTLED));
  say({ ready: true });
  const line = lines.next();
  if (line === null) return;
  try {
    executor = new Executor(JSON.parse(line));
  } catch (error) {
    say({ compiled: false, message: compileError(error) });
    return;
  }
  say({ compiled: true });
  for (let test = lines.next(); test !== null; test = lines.next()) {
    const [text, clean] = await executor.claim(test);
    write(CLAIMS, `${text},"clean":${clean}}\n`);
  }
}

// The whole cell as a program: its value is what it prints, and a claim says how it failed.
function program() {
  const { source } = JSON.parse(fs.readFileSync(JOB, 'utf8'));
  fs.closeSync(JOB);
  process.on('uncaughtException', error => {
    say({ outcome: 'raised', message: traceback(error) });
    process.exit(1);
  });
  process.argv.length = 1;
  const module = { exports: {} };
  Object.assign(globalThis, { require: createRequire('/tmp/'), module, exports: module.exports });
  new vm.Script(source, { filename: FILE }).runInThisContext({ displayErrors: false });
}

if (process.argv.includes('--program')) program();
else resident();
