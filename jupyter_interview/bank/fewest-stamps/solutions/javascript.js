function fewestStamps(stamps, postage) {
  const fewest = [0, ...new Array(postage).fill(Infinity)];
  for (const stamp of stamps) {
    for (let total = stamp; total <= postage; total++) {
      fewest[total] = Math.min(fewest[total], fewest[total - stamp] + 1);
    }
  }
  return fewest[postage] === Infinity ? -1 : fewest[postage];
}
