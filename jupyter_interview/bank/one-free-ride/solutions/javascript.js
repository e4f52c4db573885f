function cheapestJourney(stations, rides) {
  const departures = Array.from({ length: stations }, () => []);
  for (const [a, b, fare] of rides) departures[a].push([b, fare]);
  // Situation 2 * station has the voucher in hand, 2 * station + 1 has it used.
  const settled = new Uint8Array(2 * stations);
  const queue = new Heap();
  queue.push(0, 0);
  while (queue.size > 0) {
    const [paid, situation] = queue.pop();
    const station = situation >> 1;
    const used = situation & 1;
    if (station === stations - 1) return paid;
    if (settled[situation]) continue;
    settled[situation] = 1;
    for (const [target, fare] of departures[station]) {
      if (!settled[2 * target + used]) queue.push(paid + fare, 2 * target + used);
      if (!used && !settled[2 * target + 1]) queue.push(paid, 2 * target + 1);
    }
  }
  return -1;
}

class Heap {
  #items = [];

  get size() {
    return this.#items.length;
  }

  push(key, value) {
    const items = this.#items;
    let place = items.length;
    items.push(null);
    while (place > 0 && items[(place - 1) >> 1][0] > key) {
      items[place] = items[(place - 1) >> 1];
      place = (place - 1) >> 1;
    }
    items[place] = [key, value];
  }

  pop() {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1][0] < items[child][0]) child++;
      if (items[child][0] >= last[0]) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = last;
    return top;
  }
}
