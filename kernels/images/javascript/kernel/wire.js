'use strict';
// The thread that speaks the Jupyter protocol. The candidate's cells run on the main thread (`main.js`), so that what
// they print leaves at once, and requests on the control channel are answered, while a cell computes.
const fs = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { Messages, PROTOCOL } = require('./messages');
const { Outbox, echo, open } = require('./sockets');
const { Streams } = require('./streams');

const EXIT_MS = 300;
const LANGUAGE = {
  name: 'javascript',
  version: process.version.slice(1),
  mimetype: 'text/javascript',
  file_extension: '.js',
  pygments_lexer: 'javascript',
  codemirror_mode: 'javascript',
  nbconvert_exporter: 'script',
};

class Wire {
  constructor(connection) {
    this.connection = connection;
    this.messages = new Messages(connection.key);
    this.queue = [];
    this.serving = false;
    this.count = 0;
    // What a cell's output, and whatever its timers print later, belongs to.
    this.cell = { header: {}, ids: [] };
    this.waiting = false;
    this.replies = new Map();
    this.streams = new Streams((name, text) => this.publish('stream', { name, text }));
  }

  async start() {
    const sockets = await open(this.connection);
    this.sockets = sockets;
    this.outboxes = Object.fromEntries(Object.entries(sockets).map(([name, socket]) => [name, new Outbox(socket)]));
    parentPort.on('message', message => this.fromMain(message));
    echo(sockets.hb);
    this.readShell();
    this.readControl();
    this.readStdin();
    this.publish('status', { execution_state: 'starting' }, {});
  }

  publish(type, content, parent = this.cell.header) {
    return this.outboxes.iopub.send(this.messages.pack(type, content, parent, [Buffer.from(type)]));
  }

  // -- requests

  async readShell() {
    for await (const frames of this.sockets.shell) {
      const request = this.messages.unpack(frames);
      if (request === null) continue;
      this.queue.push(request);
      this.serveShell();
    }
  }

  async serveShell() {
    if (this.serving) return;
    this.serving = true;
    while (this.queue.length) {
      const reply = await this.answer('shell', this.queue.shift());
      if (reply && reply.abort) this.abortQueued();
    }
    this.serving = false;
  }

  async readControl() {
    for await (const frames of this.sockets.control) {
      const request = this.messages.unpack(frames);
      if (request !== null) this.answer('control', request);
    }
  }

  async readStdin() {
    for await (const frames of this.sockets.stdin) {
      const reply = this.messages.unpack(frames);
      // An answer to a question that was taken back is nobody's.
      if (reply === null || reply.header.msg_type !== 'input_reply' || !this.waiting) continue;
      this.stopWaiting();
      workerData.answers.postMessage(String(reply.content.value));
      Atomics.store(workerData.bell, 0, 1);
      Atomics.notify(workerData.bell, 0);
    }
  }

  async answer(channel, request) {
    const { header, content, ids } = request;
    const handler = HANDLERS[header.msg_type];
    if (handler === undefined) return null;
    const busy = this.publish('status', { execution_state: 'busy' }, header);
    const reply = await handler(this, content, request, busy);
    if (reply !== null) {
      const type = header.msg_type.replace('_request', '_reply');
      this.outboxes[channel].send(this.messages.pack(type, reply.content, header, ids));
    }
    this.publish('status', { execution_state: 'idle' }, header);
    if (header.msg_type === 'shutdown_request') this.exit();
    return reply;
  }

  // A cell failed: what was sent to run after it does not.
  abortQueued() {
    for (const request of this.queue.filter(waiting => waiting.header.msg_type === 'execute_request')) {
      this.publish('status', { execution_state: 'busy' }, request.header);
      const content = { status: 'aborted', execution_count: this.count };
      this.outboxes.shell.send(this.messages.pack('execute_reply', content, request.header, request.ids));
      this.publish('status', { execution_state: 'idle' }, request.header);
    }
    this.queue = this.queue.filter(waiting => waiting.header.msg_type !== 'execute_request');
  }

  async execute(content, request, busy) {
    const counted = !content.silent && content.store_history !== false;
    if (counted) this.count += 1;
    this.cell = request;
    if (!content.silent) this.publish('execute_input', { code: content.code, execution_count: this.count });
    // The cell is the host's to watch before its first line runs.
    await busy;
    await this.outboxes.iopub.last;
    const done = await this.ask({
      kind: 'execute',
      code: content.code,
      count: this.count,
      silent: Boolean(content.silent),
      expressions: content.user_expressions || {},
      stdin: content.allow_stdin === true,
    });
    this.stopWaiting();
    this.streams.flush();
    const reply = { ...done, execution_count: this.count };
    return { content: reply, abort: done.status === 'error' && content.stop_on_error !== false };
  }

  // -- the main thread

  // Have the main thread do something; its answer is the reply's content.
  ask(message) {
    return new Promise(resolve => {
      this.replies.set(message.kind, resolve);
      parentPort.postMessage(message);
    });
  }

  fromMain(message) {
    if (message.kind === 'stream') return this.streams.add(message.name, message.text);
    this.streams.flush();
    if (message.kind === 'publish') return this.publish(message.type, message.content);
    if (message.kind === 'input') return this.requestInput(message);
    const resolve = this.replies.get(message.kind);
    this.replies.delete(message.kind);
    return resolve(message.reply);
  }

  requestInput({ prompt, password }) {
    this.waiting = true;
    const { header, ids } = this.cell;
    this.publish('interview_stdin', { waiting: true });
    this.outboxes.stdin.send(this.messages.pack('input_request', { prompt, password }, header, ids));
  }

  stopWaiting() {
    if (this.waiting) this.publish('interview_stdin', { waiting: false });
    this.waiting = false;
  }

  // The main thread may be in an endless loop, and only the process's end is an end for that.
  async exit() {
    await Promise.all(Object.values(this.outboxes).map(outbox => outbox.last));
    for (const socket of Object.values(this.sockets)) socket.close();
    parentPort.postMessage({ kind: 'exit' });
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), EXIT_MS);
  }
}

const reply = content => ({ content: { status: 'ok', ...content } });

const HANDLERS = {
  kernel_info_request: () =>
    reply({
      protocol_version: PROTOCOL,
      implementation: 'node',
      implementation_version: process.version.slice(1),
      banner: `JavaScript, Node ${process.version}`,
      language_info: LANGUAGE,
      help_links: [],
      debugger: false,
      supported_features: [],
    }),
  execute_request: (wire, content, request, busy) => wire.execute(content, request, busy),
  complete_request: async (wire, content) =>
    reply(await wire.ask({ kind: 'complete', code: content.code, cursor: content.cursor_pos })),
  inspect_request: async (wire, content) => {
    const { code, cursor_pos: cursor, detail_level: detail } = content;
    return reply(await wire.ask({ kind: 'inspect', code, cursor, detail: detail || 0 }));
  },
  is_complete_request: async (wire, content) => ({
    content: await wire.ask({ kind: 'is-complete', code: content.code }),
  }),
  // Nothing is kept: the interview's own record has every cell.
  history_request: () => reply({ history: [] }),
  comm_info_request: () => reply({ comms: {} }),
  comm_open: (wire, content, request) => {
    wire.publish('comm_close', { comm_id: content.comm_id, data: {} }, request.header);
    return null;
  },
  comm_msg: () => null,
  comm_close: () => null,
  interrupt_request: () => {
    process.kill(process.pid, 'SIGINT');
    return reply({});
  },
  shutdown_request: (_, content) => reply({ restart: content.restart === true }),
};

new Wire(JSON.parse(fs.readFileSync(workerData.connection, 'utf8'))).start();
