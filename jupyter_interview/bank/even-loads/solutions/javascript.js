function canSplit(bags, porters) {
  const share = bags.reduce((total, bag) => total + bag, 0) / porters;
  if (!Number.isInteger(share) || Math.max(...bags) > share) return false;
  const heaviestFirst = bags.toSorted((one, other) => other - one);
  const everything = (1 << bags.length) - 1;
  const hopeless = new Set(); // sets of bags, as bits, after which the rest cannot be split

  // Whether the rest can be split when the bags in `gone` are, and the porter to be loaded carries `weight`.
  function load(gone, weight) {
    if (gone === everything) return true;
    if (hopeless.has(gone)) return false;
    for (let place = 0; place < bags.length; place++) {
      const bag = heaviestFirst[place];
      if ((gone >> place) & 1 || weight + bag > share) continue;
      if (load(gone | (1 << place), (weight + bag) % share)) return true;
      if (weight === 0) break; // somebody has to carry the heaviest bag, and it may as well be this porter
    }
    hopeless.add(gone);
    return false;
  }

  return load(0, 0);
}
