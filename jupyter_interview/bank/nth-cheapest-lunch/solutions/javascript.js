function lunchPrice(mains, desserts, place) {
  mains.sort((a, b) => a - b);
  desserts.sort((a, b) => a - b);
  let tooCheap = mains[0] + desserts[0] - 1;
  let enough = mains.at(-1) + desserts.at(-1);
  while (enough - tooCheap > 1) {
    const price = Math.floor((tooCheap + enough) / 2);
    if (lunchesUpTo(mains, desserts, price) >= place) enough = price;
    else tooCheap = price;
  }
  return enough;
}

/** Both lists are sorted: the dearer the main dish, the fewer desserts go with it. */
function lunchesUpTo(mains, desserts, price) {
  let count = 0;
  let fitting = desserts.length;
  for (const main of mains) {
    while (fitting > 0 && main + desserts[fitting - 1] > price) fitting--;
    count += fitting;
  }
  return count;
}
