class UsageShelf {
  constructor(capacity) {
    this.capacity = capacity;
    this.cards = new Map();
    this.groups = new Map(); // by number of uses, films in the order of last use: a Set keeps the order of its additions
    this.fewest = 0;
  }

  ask(film) {
    const card = this.cards.get(film);
    if (card === undefined) return -1;
    this.use(film, card);
    return card.drawer;
  }

  shelve(film, drawer) {
    if (this.capacity === 0) return null;
    const card = this.cards.get(film);
    if (card !== undefined) {
      this.use(film, card);
      card.drawer = drawer;
      return null;
    }
    let left = null;
    if (this.cards.size === this.capacity) {
      const group = this.groups.get(this.fewest);
      left = group.values().next().value;
      group.delete(left);
      this.cards.delete(left);
    }
    this.cards.set(film, { drawer, uses: 1 });
    this.fewest = 1;
    this.group(1).add(film);
    return left;
  }

  use(film, card) {
    const group = this.groups.get(card.uses);
    group.delete(film);
    if (group.size === 0) {
      this.groups.delete(card.uses);
      if (card.uses === this.fewest) this.fewest++;
    }
    card.uses++;
    this.group(card.uses).add(film);
  }

  group(uses) {
    if (!this.groups.has(uses)) this.groups.set(uses, new Set());
    return this.groups.get(uses);
  }
}
