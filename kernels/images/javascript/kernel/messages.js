'use strict';
// Jupyter messages, protocol 5.4, as ZMQ frames: routing ids, a delimiter, an HMAC signature, four JSON dictionaries.
const { createHmac, randomUUID, timingSafeEqual } = require('node:crypto');

const DELIMITER = Buffer.from('<IDS|MSG>');
const PROTOCOL = '5.4';

class Messages {
  constructor(key) {
    this.key = key;
    this.session = randomUUID();
  }

  sign(parts) {
    if (!this.key) return '';
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }

  // Frames for a message. `content` is an object, or JSON that was already made on the other thread.
  pack(type, content, parent, ids) {
    const header = {
      msg_id: randomUUID(),
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL,
    };
    const parts = [header, parent, {}].map(part => Buffer.from(JSON.stringify(part)));
    parts.push(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)));
    return [...ids, DELIMITER, Buffer.from(this.sign(parts)), ...parts];
  }

  // The message in `frames`, or null where they are not one that was signed with our key.
  unpack(frames) {
    const at = frames.findIndex(frame => frame.equals(DELIMITER));
    if (at < 0 || frames.length < at + 6) return null;
    const parts = frames.slice(at + 2, at + 6);
    const [given, wanted] = [frames[at + 1], Buffer.from(this.sign(parts))];
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
    try {
      const [header, parent, , content] = parts.map(part => JSON.parse(part));
      return { ids: frames.slice(0, at), header, parent, content };
    } catch {
      return null;
    }
  }
}

module.exports = { Messages, PROTOCOL };
