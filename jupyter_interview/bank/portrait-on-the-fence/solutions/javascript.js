function largestPortrait(heights) {
  let largest = 0;
  const rising = [-1]; // boards whose first lower neighbour on the right is still to come, above a wall on the left
  for (let position = 0; position <= heights.length; position++) {
    const height = heights[position] ?? -1;
    while (rising.length > 1 && heights[rising.at(-1)] >= height) {
      const lowest = heights[rising.pop()];
      const width = position - rising.at(-1) - 1;
      largest = Math.max(largest, lowest * Math.min(width, lowest));
    }
    rising.push(position);
  }
  return largest;
}
