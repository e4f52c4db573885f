function bottlesLeft(bins, rounds) {
  const heap = [...bins];

  // Moves the item at `place` down until none of its children is larger.
  function sink(place) {
    const item = heap[place];
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1] > heap[child]) child++;
      if (heap[child] <= item) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = item;
  }

  for (let place = (heap.length >> 1) - 1; place >= 0; place--) sink(place);
  for (let round = 0; round < rounds && heap[0] > 1; round++) {
    heap[0] = Math.ceil(heap[0] / 2);
    sink(0);
  }
  return heap.reduce((total, bottles) => total + bottles, 0);
}
