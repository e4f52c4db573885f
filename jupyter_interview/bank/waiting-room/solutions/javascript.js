// A binary heap: `before(one, other)` says whether one comes out first.
class Heap {
  constructor(before) {
    this.before = before;
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  push(item) {
    const { items, before } = this;
    let place = items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(item, items[parent])) break;
      items[place] = items[parent];
      place = parent;
    }
    items[place] = item;
  }

  pop() {
    const { items, before } = this;
    const first = items[0];
    const item = items.pop();
    if (items.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1], items[child])) child++;
      if (!before(items[child], item)) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = item;
    return first;
  }
}

class WaitingRoom {
  constructor() {
    this.entryOf = new Map(); // the one that counts
    this.arrivals = 0;
    // It also holds entries that no longer count.
    this.entries = new Heap((one, other) =>
      one.urgency === other.urgency ? one.arrival < other.arrival : one.urgency > other.urgency,
    );
  }

  arrive(name, urgency) {
    if (this.entryOf.has(name)) return false;
    this.enter({ name, urgency, arrival: this.arrivals++ });
    return true;
  }

  reassess(name, urgency) {
    const entry = this.entryOf.get(name);
    if (entry === undefined) return false;
    this.enter({ ...entry, urgency });
    return true;
  }

  leave(name) {
    return this.entryOf.delete(name);
  }

  callNext() {
    while (this.entries.size > 0) {
      const entry = this.entries.pop();
      if (this.entryOf.get(entry.name) === entry) {
        this.entryOf.delete(entry.name);
        return entry.name;
      }
    }
    return null;
  }

  enter(entry) {
    this.entryOf.set(entry.name, entry);
    this.entries.push(entry);
  }
}
