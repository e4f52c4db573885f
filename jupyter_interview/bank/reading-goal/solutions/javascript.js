function shortestRun(pages, goal) {
  let shortest = Infinity;
  let total = 0;
  let start = 0;
  for (let end = 0; end < pages.length; end++) {
    total += pages[end];
    while (total >= goal) {
      shortest = Math.min(shortest, end - start + 1);
      total -= pages[start];
      start++;
    }
  }
  return shortest === Infinity ? 0 : shortest;
}
