class ThermostatLog {
  constructor() {
    this.changes = {};
  }

  setTarget(room, minute, degrees) {
    (this.changes[room] ||= []).push([minute, degrees]);
  }

  switchOff(room, minute) {
    this.setTarget(room, minute, null);
  }

  targetAt(room, minute) {
    const changes = this.changes[room] || [];
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (changes[middle][0] <= minute) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1]?.[1] || null;
  }
}
