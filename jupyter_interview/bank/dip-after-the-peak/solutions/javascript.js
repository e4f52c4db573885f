function settlesBetween(quotes) {
  let settled = -Infinity; // the highest quote that has a higher one before it, of those walked through
  const later = [];
  for (const quote of quotes.toReversed()) {
    if (quote < settled) return true;
    while (later.length > 0 && later.at(-1) < quote) settled = later.pop();
    later.push(quote);
  }
  return false;
}
