function setupOrder(props, rules) {
  const holdsBack = Array.from({ length: props }, () => new Set());
  const waitsFor = new Array(props).fill(0);
  for (const [first, later] of rules) {
    holdsBack[first].add(later);
    waitsFor[later]++;
  }
  const order = [...waitsFor.keys()].filter((prop) => waitsFor[prop] === 0);
  for (const prop of order) {
    for (const later of holdsBack[prop]) {
      if (--waitsFor[later] === 0) order.push(later);
    }
  }
  return order.length === props ? order : [];
}
