function lunchPrice(mains, desserts, place) {
  mains.sort();
  desserts.sort();
  let low = 0;
  let high = 2_000_000_000;
  while (low < high) {
    const price = Math.floor((low + high) / 2);
    let count = 0;
    let fitting = desserts.length;
    for (const main of mains) {
      while (fitting > 0 && main + desserts[fitting - 1] > price) fitting--;
      count += fitting;
    }
    if (count >= place) high = price;
    else low = price + 1;
  }
  return low;
}
