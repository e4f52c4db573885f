function cheapestLamps(mine) {
  const [DARK, LIT, LAMP] = [0, 1, 2];
  let cost = 0;

  function visit(chamber) {
    if (chamber === null) return LIT;
    const states = [visit(chamber.left), visit(chamber.right)];
    if (states.includes(DARK)) {
      cost += chamber.val;
      return LAMP;
    }
    return states.includes(LAMP) ? LIT : DARK;
  }

  if (visit(mine) === DARK) cost += mine.val;
  return cost;
}
