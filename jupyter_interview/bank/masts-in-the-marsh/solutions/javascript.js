function countLayouts(field) {
  const size = field.length;
  const everywhere = (1 << size) - 1;
  const marsh = field.map(row => [...row].reduce((bits, ground, column) => bits | ((ground === '#') << column), 0));

  // In how many ways masts can stand in this row and those below it; bits say which columns are taken.
  function place(row, columns, falling, rising) {
    if (row === size) return 1;
    let ways = 0;
    let free = everywhere & ~(marsh[row] | columns | falling | rising);
    while (free !== 0) {
      const mast = free & -free;
      free ^= mast;
      ways += place(row + 1, columns | mast, (falling | mast) << 1, (rising | mast) >> 1);
    }
    return ways;
  }

  return place(0, 0, 0, 0);
}
