function leastNoise(text, words) {
  const known = new Set(words);
  const lengths = [...new Set(words.map((word) => word.length))];
  const least = [0]; // least[end]: noise in the first `end` letters
  for (let end = 1; end <= text.length; end++) {
    let best = least[end - 1] + 1;
    for (const length of lengths) {
      if (length <= end && least[end - length] < best && known.has(text.slice(end - length, end))) {
        best = least[end - length];
      }
    }
    least.push(best);
  }
  return least[text.length];
}
