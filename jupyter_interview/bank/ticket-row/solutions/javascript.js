function rowsOf(seats, tickets) {
  let total = 0;
  const lastSeats = seats.map((count) => (total += count));
  return tickets.map((ticket) => {
    const row = firstAtLeast(lastSeats, ticket);
    return row < seats.length ? row : -1;
  });
}

function firstAtLeast(sorted, wanted) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
