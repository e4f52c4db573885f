function cableLengths(heights) {
  const count = heights.length;
  const lengths = new Array(count).fill(0);
  const waiting = [];
  for (let step = 0; step < 2 * count; step++) {
    const post = step % count;
    while (waiting.length > 0 && heights[waiting.at(-1)] < heights[post]) {
      const lower = waiting.pop();
      lengths[lower] = Math.abs(post - lower);
    }
    waiting.push(post);
  }
  return lengths;
}
