function countTilted(mobile, tolerance) {
  let tilted = 0;

  function weigh(bar) {
    if (bar === null) return 0;
    const left = weigh(bar.left);
    const right = weigh(bar.right);
    if (left && right && Math.abs(left - right) > tolerance) tilted++;
    return bar.val + left + right;
  }

  weigh(mobile);
  return tilted;
}
