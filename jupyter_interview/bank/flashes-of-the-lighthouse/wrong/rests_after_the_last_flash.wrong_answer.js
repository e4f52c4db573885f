function flashPatterns(seconds, rest) {
  const patterns = [];

  function extend(pattern) {
    if (pattern.length > seconds) return;
    if (pattern.length === seconds) {
      patterns.push(pattern);
      return;
    }
    extend(`${pattern}0`);
    extend(`${pattern}1${'0'.repeat(rest)}`);
  }

  extend('');
  return patterns;
}
