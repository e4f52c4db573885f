function framedPrices(pictures, frames, count) {
  pictures.sort();
  frames.sort();
  const waiting = pictures.map((picture, i) => ({ price: picture + frames[0], i, j: 0 }));
  const prices = [];
  while (frames.length > 0 && waiting.length > 0 && prices.length < count) {
    let best = 0;
    for (let k = 1; k < waiting.length; k++) if (waiting[k].price < waiting[best].price) best = k;
    const { price, i, j } = waiting[best];
    prices.push(price);
    if (j + 1 < frames.length) waiting[best] = { price: pictures[i] + frames[j + 1], i, j: j + 1 };
    else waiting.splice(best, 1);
  }
  return prices;
}
