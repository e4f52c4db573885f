function giftCardPair(prices, balance) {
  const firstPosition = new Map();
  for (const [position, price] of prices.entries()) {
    const partner = firstPosition.get(balance - price);
    if (partner) {
      return [partner, position];
    }
    if (!firstPosition.has(price)) {
      firstPosition.set(price, position);
    }
  }
  return [];
}
