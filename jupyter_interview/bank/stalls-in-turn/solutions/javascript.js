class MaxHeap {
  items = [];

  get size() {
    return this.items.length;
  }

  push(item) {
    const { items } = this;
    let place = items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (items[parent] >= item) break;
      items[place] = items[parent];
      place = parent;
    }
    items[place] = item;
  }

  pop() {
    const { items } = this;
    const top = items[0];
    const item = items.pop();
    if (items.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1] > items[child]) child++;
      if (items[child] <= item) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = item;
    return top;
  }
}

function bestSavings(savings, stalls, markets) {
  const byDeposit = stalls.toSorted((one, other) => one[0] - other[0]);
  const withinReach = new MaxHeap();
  let next = 0;
  for (let market = 0; market < markets; market++) {
    while (next < byDeposit.length && byDeposit[next][0] <= savings) {
      withinReach.push(byDeposit[next++][1]);
    }
    if (withinReach.size === 0) break;
    savings += withinReach.pop();
  }
  return savings;
}
