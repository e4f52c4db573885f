function countClimbs(trail, target) {
  const above = new Map([[0, 1]]);
  let climbs = 0;
  const todo = [{ node: trail, total: 0, leaving: false }];
  while (todo.length > 0) {
    const { node, total: before, leaving } = todo.pop();
    if (leaving) {
      above.set(before, above.get(before) - 1);
    } else if (node !== null) {
      const total = before + node.val;
      above.set(total, (above.get(total) ?? 0) + 1);
      climbs += above.get(total - target) ?? 0;
      todo.push({ node, total, leaving: true });
      todo.push({ node: node.left, total, leaving: false });
      todo.push({ node: node.right, total, leaving: false });
    }
  }
  return climbs;
}
