function balancedTriples(weights, target) {
  const ordered = [...weights].sort();
  const triples = [];
  for (let index = 0; index < ordered.length; index++) {
    const first = ordered[index];
    if (index > 0 && first === ordered[index - 1]) {
      continue;
    }
    let left = index + 1;
    let right = ordered.length - 1;
    while (left < right) {
      const total = first + ordered[left] + ordered[right];
      if (total < target) {
        left++;
      } else if (total > target) {
        right--;
      } else {
        triples.push([first, ordered[left], ordered[right]]);
        left++;
        while (left < right && ordered[left] === ordered[left - 1]) {
          left++;
        }
      }
    }
  }
  return triples;
}
