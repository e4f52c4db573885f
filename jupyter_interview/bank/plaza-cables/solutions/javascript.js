function cableLengths(heights) {
  const count = heights.length;
  const lengths = new Array(count).fill(0);
  const waiting = []; // posts without a taller one so far, never rising from bottom to top
  for (let step = 0; step < 2 * count; step++) {
    const height = heights[step % count];
    while (waiting.length > 0 && heights[waiting.at(-1)] < height) {
      const post = waiting.pop();
      lengths[post] = step - post;
    }
    if (step < count) waiting.push(step);
  }
  return lengths;
}
