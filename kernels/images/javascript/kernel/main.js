'use strict';
// A Jupyter kernel for Node: `node main.js CONNECTION_FILE`. This thread runs the cells; `wire.js` speaks the protocol.
const { createRequire } = require('node:module');
const { Worker } = require('node:worker_threads');
const { complete, isComplete } = require('./complete');
const { Evaluator } = require('./evaluator');
const { Input } = require('./input');
const { inspectAt } = require('./inspect');
const { Output } = require('./output');

// Sockets are made with the umask, and a host that is not root reaches them through its group.
process.umask(0o007);

const post = message => wire.postMessage(message);
const output = new Output(post);
const input = new Input(post);
const evaluator = new Evaluator(output, input);
const wire = new Worker(require.resolve('./wire.js'), {
  workerData: { connection: process.argv[2], bell: input.bell, answers: input.far },
  transferList: [input.far],
  resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
});

const tasks = {
  execute: message => evaluator.execute(message),
  complete: ({ code, cursor }) => complete(code, cursor),
  inspect: ({ code, cursor, detail }) => inspectAt(code, cursor, detail),
  'is-complete': ({ code }) => isComplete(code),
};

wire.on('message', async message => {
  if (message.kind === 'exit') process.exit(0);
  const reply = await tasks[message.kind](message);
  post({ kind: message.kind, reply });
});
wire.on('error', error => {
  process.exitCode = 1;
  throw error;
});

// What a cell finds beside Node's own globals.
const cellModule = { exports: {} };
const provided = {
  require: createRequire('/tmp/'),
  module: cellModule,
  exports: cellModule.exports,
  display: output.display,
  input: (prompt, options) => input.ask(prompt, options),
  prompt: (prompt, options) => input.askNow(prompt, options),
};
for (const [name, value] of Object.entries(provided)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
process.argv.length = 1;
