function lunchPrices(dishes, drinks, count) {
  dishes.sort();
  drinks.sort();
  const waiting = dishes.map((dish, i) => ({ price: dish + drinks[0], i, j: 0 }));
  const prices = [];
  while (drinks.length > 0 && waiting.length > 0 && prices.length < count) {
    let best = 0;
    for (let k = 1; k < waiting.length; k++) if (waiting[k].price < waiting[best].price) best = k;
    const { price, i, j } = waiting[best];
    prices.push(price);
    if (j + 1 < drinks.length) waiting[best] = { price: dishes[i] + drinks[j + 1], i, j: j + 1 };
    else waiting.splice(best, 1);
  }
  return prices;
}
