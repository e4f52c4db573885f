// Hands out the smallest item first.
class MinHeap {
  constructor() {
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  get top() {
    return this.items[0];
  }

  push(item) {
    const { items } = this;
    let place = items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (items[parent] <= item) break;
      items[place] = items[parent];
      place = parent;
    }
    items[place] = item;
  }

  // Puts an item in and takes the smallest out.
  pushPop(item) {
    const { items } = this;
    if (items.length === 0 || item <= items[0]) return item;
    const smallest = items[0];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1] < items[child]) child++;
      if (items[child] >= item) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = item;
    return smallest;
  }
}

function mediansSoFar(readings) {
  const lower = new MinHeap(); // negated, so that its top is the largest of the smaller half
  const upper = new MinHeap();
  return readings.map(reading => {
    if (lower.size === upper.size) {
      lower.push(-upper.pushPop(reading));
      return -lower.top;
    }
    upper.push(-lower.pushPop(-reading));
    return (upper.top - lower.top) / 2;
  });
}
