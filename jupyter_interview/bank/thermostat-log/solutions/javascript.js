class ThermostatLog {
  constructor() {
    this.changes = new Map(); // of each room, in order of time
  }

  setTarget(room, minute, degrees) {
    this.enter(room, minute, degrees);
  }

  switchOff(room, minute) {
    this.enter(room, minute, null);
  }

  targetAt(room, minute) {
    const changes = this.changes.get(room) ?? [];
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (changes[middle].minute <= minute) low = middle + 1;
      else high = middle;
    }
    return low > 0 ? changes[low - 1].target : null;
  }

  enter(room, minute, target) {
    if (!this.changes.has(room)) this.changes.set(room, []);
    this.changes.get(room).push({ minute, target });
  }
}
