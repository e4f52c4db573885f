'use strict';
// Asking the person at the notebook: `await input('Name? ')`, or `prompt('Name? ')`, which blocks.
const { MessageChannel, receiveMessageOnPort } = require('node:worker_threads');

class Input {
  constructor(post) {
    this.post = post;
    this.allowed = false;
    this.pending = null;
    // The wire rings when it has put an answer into the channel.
    this.bell = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    [this.answers, this.far] = [port1, port2];
    this.answers.on('message', value => this.answered(value));
    this.answers.unref();
  }

  request(prompt, options) {
    if (!this.allowed) throw new Error('input is not available: there is nobody to ask');
    if (this.pending) throw new Error('another question still waits for its answer');
    // An answer that came after its cell had been interrupted.
    while (receiveMessageOnPort(this.answers));
    Atomics.store(this.bell, 0, 0);
    this.post({ kind: 'input', prompt: String(prompt ?? ''), password: options?.password === true });
  }

  async ask(prompt, options) {
    this.request(prompt, options);
    return new Promise(resolve => {
      this.pending = resolve;
    });
  }

  askNow(prompt, options) {
    this.request(prompt, options);
    Atomics.wait(this.bell, 0, 0);
    return receiveMessageOnPort(this.answers).message;
  }

  answered(value) {
    const resolve = this.pending;
    this.pending = null;
    resolve?.(value);
  }

  begin(allowed) {
    this.allowed = allowed;
    this.pending = null;
  }
}

module.exports = { Input };
