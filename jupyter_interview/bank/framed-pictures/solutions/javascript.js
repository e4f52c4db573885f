class MinHeap {
  constructor(key) {
    this.key = key;
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  push(item) {
    const { items, key } = this;
    let place = items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (key(items[parent]) <= key(item)) break;
      items[place] = items[parent];
      place = parent;
    }
    items[place] = item;
  }

  pop() {
    const { items, key } = this;
    const top = items[0];
    const item = items.pop();
    if (items.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && key(items[child + 1]) < key(items[child])) child++;
      if (key(items[child]) >= key(item)) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = item;
    return top;
  }
}

function framedPrices(pictures, frames, count) {
  const ascending = (one, other) => one - other;
  const [images, borders] = [pictures.toSorted(ascending), frames.toSorted(ascending)];
  const nextUp = new MinHeap(framing => framing.price);
  const offer = (i, j) => {
    if (i < images.length && j < borders.length) nextUp.push({ price: images[i] + borders[j], i, j });
  };
  const prices = [];
  offer(0, 0);
  while (nextUp.size > 0 && prices.length < count) {
    const { price, i, j } = nextUp.pop();
    prices.push(price);
    offer(i, j + 1);
    if (j === 0) offer(i + 1, 0); // no sooner can the next picture be the cheapest
  }
  return prices;
}
