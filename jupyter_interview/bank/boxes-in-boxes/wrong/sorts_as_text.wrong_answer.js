function deepestNest(boxes) {
  const outermost = [];
  for (const [, depth] of boxes.toSorted()) {
    let [low, high] = [0, outermost.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (outermost[middle] < depth) low = middle + 1;
      else high = middle;
    }
    outermost[low] = depth;
  }
  return outermost.length;
}
