function setupOrder(props, rules) {
  const holdsBack = Array.from({ length: props }, () => []);
  const waitsFor = new Array(props).fill(0);
  for (const [first, later] of rules) {
    holdsBack[first].push(later);
    waitsFor[later]++;
  }
  const order = [];
  for (let prop = 0; prop < props; prop++) {
    if (waitsFor[prop] === 0) order.push(prop);
  }
  // The order grows while it is walked through.
  for (let index = 0; index < order.length; index++) {
    for (const later of holdsBack[order[index]]) {
      waitsFor[later]--;
      if (waitsFor[later] === 0) order.push(later);
    }
  }
  return order.length === props ? order : [];
}
