function canBePaved(width, depth, slabs) {
  if (slabs.reduce((area, side) => area + side * side, 0) !== width * depth) return false;
  const left = new Map();
  for (const side of slabs) left.set(side, (left.get(side) ?? 0) + 1);
  const paved = new Array(width).fill(0); // how far each column is paved

  const pave = () => {
    const least = Math.min(...paved);
    if (least === depth) return true;
    const column = paved.indexOf(least);
    let gap = 1;
    while (paved[column + gap] === least) gap++;
    for (const [side, count] of left) {
      if (count === 0 || side > Math.min(gap, depth - least)) continue;
      left.set(side, count - 1);
      paved.fill(least + side, column, column + side);
      if (pave()) return true;
      left.set(side, count);
    }
    return false;
  };

  return pave();
}
