function flashPatterns(seconds, rest) {
  const patterns = [];

  function extend(pattern, cooling) {
    if (pattern.length === seconds) {
      patterns.push(pattern);
      return;
    }
    extend(`${pattern}0`, Math.max(cooling - 1, 0));
    if (cooling === 0) extend(`${pattern}1`, rest);
  }

  extend('', 0);
  return patterns;
}
