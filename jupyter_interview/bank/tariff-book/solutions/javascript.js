class Place {
  constructor() {
    this.next = new Map();
    this.rate = null;
    this.count = 0; // prefixes that end here or below
  }
}

class TariffBook {
  constructor() {
    this.start = new Place();
  }

  setRate(prefix, cents) {
    const way = [this.start];
    for (const digit of prefix) {
      const { next } = way.at(-1);
      if (!next.has(digit)) next.set(digit, new Place());
      way.push(next.get(digit));
    }
    if (way.at(-1).rate === null) for (const place of way) place.count++;
    way.at(-1).rate = cents;
  }

  drop(prefix) {
    const way = this.way(prefix);
    if (way.length <= prefix.length || way.at(-1).rate === null) return false;
    way.at(-1).rate = null;
    for (const place of way) place.count--;
    return true;
  }

  rateOf(number) {
    return this.way(number).reduce((rate, place) => place.rate ?? rate, null);
  }

  countBelow(digits) {
    const way = this.way(digits);
    return way.length > digits.length ? way.at(-1).count : 0;
  }

  // The places on the way along `digits`, as far as the book goes.
  way(digits) {
    const way = [this.start];
    for (const digit of digits) {
      const place = way.at(-1).next.get(digit);
      if (place === undefined) break;
      way.push(place);
    }
    return way;
  }
}
