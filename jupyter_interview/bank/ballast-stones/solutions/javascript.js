function bestBallast(weights, limit) {
  const middle = weights.length >> 1;
  const lower = risingTotals(weights.slice(0, middle));
  const upper = risingTotals(weights.slice(middle));
  let best = 0;
  let index = upper.length - 1;
  for (const total of lower) {
    while (index >= 0 && total + upper[index] > limit) {
      index--;
    }
    if (index < 0) {
      break;
    }
    best = Math.max(best, total + upper[index]);
  }
  return best;
}

// The totals of all choices, each doubling merged so that they stay in order.
function risingTotals(weights) {
  let totals = [0];
  for (const weight of weights) {
    const merged = [];
    let without = 0;
    for (const total of totals) {
      while (without < totals.length && totals[without] <= total + weight) {
        merged.push(totals[without++]);
      }
      merged.push(total + weight);
    }
    totals = merged;
  }
  return totals;
}
