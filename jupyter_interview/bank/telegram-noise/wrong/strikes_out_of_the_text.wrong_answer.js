function leastNoise(text, words) {
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    text = text.split(word).join("");
  }
  return text.length;
}
