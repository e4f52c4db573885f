function waterHeld(heights) {
  let [left, right] = [0, heights.length - 1];
  let [highestLeft, highestRight] = [0, 0];
  let held = 0;
  while (left <= right) {
    if (highestLeft <= highestRight) { // on the right there is something at least as high
      highestLeft = Math.max(highestLeft, heights[left]);
      held += highestLeft - heights[left++];
    } else {
      highestRight = Math.max(highestRight, heights[right]);
      held += highestRight - heights[right--];
    }
  }
  return held;
}
