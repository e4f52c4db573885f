function canSplit(bags, porters) {
  const share = Math.floor(bags.reduce((total, bag) => total + bag, 0) / porters);
  const sorted = [...bags].sort((one, other) => other - one);
  const loads = new Array(porters).fill(0);

  function give(place) {
    if (place === sorted.length || loads.every(load => load === share)) return true;
    const tried = new Set();
    for (let porter = 0; porter < porters; porter++) {
      if (tried.has(loads[porter]) || loads[porter] + sorted[place] > share) continue;
      tried.add(loads[porter]);
      loads[porter] += sorted[place];
      if (give(place + 1)) return true;
      loads[porter] -= sorted[place];
    }
    return false;
  }

  return give(0);
}
