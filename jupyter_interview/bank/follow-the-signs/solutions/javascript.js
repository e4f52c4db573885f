function followTheSigns(signs, steps) {
  const seenAt = new Map();
  let bench = 0;
  let step = 0;
  while (step < steps && !seenAt.has(bench)) {
    seenAt.set(bench, step);
    bench = signs[bench];
    step++;
  }
  if (step < steps) {
    for (let left = (steps - step) % (step - seenAt.get(bench)); left > 0; left--) {
      bench = signs[bench];
    }
  }
  return bench;
}
