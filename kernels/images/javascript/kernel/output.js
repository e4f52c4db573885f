'use strict';
// What a cell shows: standard output and error, its result, and `display`.
const { Writable } = require('node:stream');
const { inspect } = require('node:util');
const { CUT, MOST } = require('./streams');

const { stringify } = JSON;
const RICH = Symbol.for('Jupyter.display');
const SHOWN = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 };
// The first writes of a cell leave at once, so that nothing is lost if the kernel is killed; later ones in batches.
const PROMPT_WRITES = 500;
const BATCH = 16 * 1024;

class Output {
  constructor(post) {
    this.post = post;
    this.display = this.makeDisplay();
    this.begin();
    for (const name of ['stdout', 'stderr']) {
      const stream = new Writable({
        decodeStrings: false,
        write: (chunk, _, done) => {
          this.write(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
          done();
        },
      });
      Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true });
    }
  }

  begin() {
    this.flush();
    this.room = MOST;
    this.writes = 0;
  }

  write(name, text) {
    if (this.room <= 0) return;
    this.room -= text.length;
    const kept = this.room > 0 ? text : text.slice(0, this.room + text.length) + CUT;
    if (this.name !== name) this.flush();
    this.name = name;
    this.pending += kept;
    this.writes += 1;
    if (this.writes <= PROMPT_WRITES || this.pending.length >= BATCH || this.room <= 0) this.flush();
    else this.due ??= setImmediate(() => this.flush());
  }

  flush() {
    clearImmediate(this.due);
    this.due = null;
    if (this.pending) this.post({ kind: 'stream', name: this.name, text: this.pending });
    this.pending = '';
  }

  publish(type, content) {
    this.flush();
    this.post({ kind: 'publish', type, content: stringify(content) });
  }

  result(value, count) {
    this.publish('execute_result', { execution_count: count, ...this.bundle(value) });
  }

  // The value's representations by MIME type. An object can offer its own: `[Symbol.for('Jupyter.display')]()`.
  bundle(value) {
    const data = { 'text/plain': plain(value) };
    if (value !== null && typeof value === 'object' && typeof value[RICH] === 'function') {
      Object.assign(data, value[RICH]());
    }
    return { data, metadata: {} };
  }

  makeDisplay() {
    const send = (type, bundle, id) => {
      const content = { ...bundle, transient: id === undefined ? {} : { display_id: String(id) } };
      this.publish(type, content);
    };
    const display = (value, { id } = {}) => send('display_data', this.bundle(value), id);
    const show = (mime, data, id) => send('display_data', { data: { [mime]: data }, metadata: {} }, id);
    return Object.assign(display, {
      html: (text, { id } = {}) => show('text/html', String(text), id),
      markdown: (text, { id } = {}) => show('text/markdown', String(text), id),
      svg: (text, { id } = {}) => show('image/svg+xml', String(text), id),
      png: (bytes, { id } = {}) => show('image/png', base64(bytes), id),
      json: (value, { id } = {}) => show('application/json', value, id),
      update: (id, value) => send('update_display_data', this.bundle(value), id),
      clear: ({ wait = false } = {}) => this.publish('clear_output', { wait: wait === true }),
    });
  }
}

const base64 = bytes => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64'));

function plain(value) {
  try {
    return inspect(value, SHOWN);
  } catch (error) {
    return `[a value that cannot be shown: ${error?.message}]`;
  }
}

module.exports = { Output, SHOWN, plain };
