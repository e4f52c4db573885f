function fewestStars(points) {
  const fromLeft = rises(points);
  const fromRight = rises(points.toReversed()).reverse();
  return fromLeft.reduce((stars, need, child) => stars + 1 + Math.max(need, fromRight[child]), 0);
}

/** For each child the number of steps in a row by which the points rise up to it. */
function rises(points) {
  const lengths = [];
  for (const [child, value] of points.entries()) {
    lengths.push(child > 0 && value > points[child - 1] ? lengths[child - 1] + 1 : 0);
  }
  return lengths;
}
