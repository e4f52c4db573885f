function cheapestLamps(mine) {
  // The least cost of all from here on: with a lamp here, lit from behind, and dark here but nowhere else.
  function costs(chamber) {
    if (chamber === null) return { lamp: Infinity, lit: 0, dark: 0 };
    const left = costs(chamber.left);
    const right = costs(chamber.right);
    return {
      lamp: chamber.val + cheapest(left) + cheapest(right),
      lit: Math.min(
        left.lamp + Math.min(right.lamp, right.lit),
        right.lamp + Math.min(left.lamp, left.lit),
      ),
      dark: left.lit + right.lit,
    };
  }

  const cheapest = ({ lamp, lit, dark }) => Math.min(lamp, lit, dark);
  const { lamp, lit } = costs(mine);
  return Math.min(lamp, lit);
}
