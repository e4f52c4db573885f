function farthestFromCharger(grid) {
  const cells = grid.map((row) => [...row]);
  let free = cells.flat().filter((cell) => cell === ".").length;
  let frontier = [];
  cells.forEach((line, row) =>
    line.forEach((cell, column) => {
      if (cell === "C") frontier.push([row, column]);
    }),
  );
  let steps = 0;
  while (free > 0 && frontier.length > 0) {
    const reached = [];
    for (const [row, column] of frontier) {
      for (const [r, c] of [[row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]]) {
        if (cells[r]?.[c] === ".") {
          cells[r][c] = "C";
          reached.push([r, c]);
        }
      }
    }
    free -= reached.length;
    frontier = reached;
    steps++;
  }
  return free > 0 ? -1 : steps;
}
