function mostDeliveries(orders) {
  const planned = new MaxHeap(); // minutes of the orders in the plan
  let total = 0;
  for (const [minutes, closing] of [...orders].sort((a, b) => a[1] - b[1])) {
    planned.push(minutes);
    total += minutes;
    if (total > closing) total -= planned.pop();
  }
  return planned.size;
}

class MaxHeap {
  #items = [];

  get size() {
    return this.#items.length;
  }

  push(item) {
    const items = this.#items;
    let place = items.push(item) - 1;
    while (place > 0 && items[(place - 1) >> 1] < item) {
      items[place] = items[(place - 1) >> 1];
      place = (place - 1) >> 1;
    }
    items[place] = item;
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
      if (child + 1 < items.length && items[child + 1] > items[child]) child++;
      if (items[child] <= last) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = last;
    return top;
  }
}
