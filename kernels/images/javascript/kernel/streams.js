'use strict';
// What a cell prints, gathered for some milliseconds and sent in pieces, so that a flood is stopped after its first MiB.
const GATHER_MS = 20;
const PIECE = 64 * 1024;
// Characters between two cells' beginnings. The host stops a cell long before; what comes meanwhile fills no memory.
const MOST = 4 * 1024 * 1024;
const CUT = '\n[what was printed beyond this is left out]\n';

class Streams {
  constructor(send) {
    this.send = send;
    this.name = null;
    this.parts = [];
    this.size = 0;
    this.timer = null;
  }

  add(name, text) {
    if (name !== this.name) this.flush();
    this.name = name;
    this.parts.push(text);
    this.size += text.length;
    if (this.size >= PIECE) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.size) return;
    const text = this.parts.join('');
    [this.parts, this.size] = [[], 0];
    for (let start = 0; start < text.length; ) {
      const end = pieceEnd(text, start);
      this.send(this.name, text.slice(start, end));
      start = end;
    }
  }
}

// Not between the halves of a surrogate pair.
function pieceEnd(text, start) {
  const end = start + PIECE;
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}

module.exports = { CUT, MOST, PIECE, Streams };
