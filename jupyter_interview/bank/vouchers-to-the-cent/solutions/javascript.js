function waysToPay(vouchers, amount) {
  const values = vouchers.toSorted((one, other) => one - other);
  const ways = [];
  const used = [];

  function pay(start, left) {
    if (left === 0) {
      ways.push([...used]);
      return;
    }
    for (let place = start; place < values.length && values[place] <= left; place++) {
      if (place > start && values[place] === values[place - 1]) continue; // its twin led to the same ways
      used.push(values[place]);
      pay(place + 1, left - values[place]);
      used.pop();
    }
  }

  pay(0, amount);
  return ways;
}
