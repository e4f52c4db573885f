function settlesBetween(quotes) {
  let settled;
  const later = [];
  for (const quote of quotes.toReversed()) {
    if (settled && quote < settled) return true;
    while (later.length > 0 && later.at(-1) < quote) settled = later.pop();
    later.push(quote);
  }
  return false;
}
