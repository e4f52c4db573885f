function deepestNest(boxes) {
  const ordered = boxes.toSorted(([width, depth], [otherWidth, otherDepth]) => width - otherWidth || otherDepth - depth);
  const outermost = []; // for each number of boxes, the smallest depth of the outermost one
  for (const [, depth] of ordered) {
    outermost[firstAtLeast(outermost, depth)] = depth;
  }
  return outermost.length;
}

/** The first place of a rising list that holds at least so much, or its length. */
function firstAtLeast(rising, value) {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
