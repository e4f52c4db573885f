function countLayouts(field) {
  const size = field.length;
  const columns = new Set();
  const diagonals = new Set();

  function place(row) {
    if (row === size) return 1;
    let ways = 0;
    for (let column = 0; column < size; column++) {
      if (field[row][column] === '#' || columns.has(column) || diagonals.has(row - column)) continue;
      columns.add(column);
      diagonals.add(row - column);
      ways += place(row + 1);
      columns.delete(column);
      diagonals.delete(row - column);
    }
    return ways;
  }

  return place(0);
}
