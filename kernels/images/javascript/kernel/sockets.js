'use strict';
// The kernel's five ZMQ sockets, and sending on them in order.
const zmq = require('zeromq');

const LINGER_MS = 500;

// A zeromq.js socket takes one send at a time; here they wait for each other.
class Outbox {
  constructor(socket) {
    this.socket = socket;
    this.last = Promise.resolve();
  }

  // Resolves when ZMQ's own thread has the message, which then travels whatever JavaScript does.
  send(frames) {
    this.last = this.last.then(() => this.socket.send(frames)).catch(() => {});
    return this.last;
  }
}

async function open(connection) {
  const sockets = {
    shell: new zmq.Router({ linger: LINGER_MS }),
    control: new zmq.Router({ linger: LINGER_MS }),
    stdin: new zmq.Router({ linger: LINGER_MS }),
    // No high-water mark: a dropped end of a cell looks to the host like a cell that never ends.
    iopub: new zmq.Publisher({ linger: LINGER_MS, sendHighWaterMark: 0 }),
    hb: new zmq.Reply({ linger: 0 }),
  };
  const { transport, ip } = connection;
  const separator = transport === 'ipc' ? '-' : ':';
  const bound = Object.entries(sockets).map(([name, socket]) =>
    socket.bind(`${transport}://${ip}${separator}${connection[`${name}_port`]}`),
  );
  await Promise.all(bound);
  return sockets;
}

async function echo(socket) {
  for await (const frames of socket) await socket.send(frames);
}

module.exports = { Outbox, echo, open };
