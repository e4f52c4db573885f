'use strict';
// The work of a verdict without a judge: compile, call on every test, compare. All tests share this one process.
// `node bare.js < job.json`, the job and the answer as `bare.py` has them.
const fs = require('node:fs');
const { isDeepStrictEqual } = require('node:util');

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const solution = new Function(`${job.source}\nreturn ${job.function};`)();
const right = job.tests.filter(test => isDeepStrictEqual(solution(...test.arguments), test.expected));
console.log(`${right.length}/${job.tests.length}`);
