class TariffBook {
  constructor() {
    this.start = { next: new Map(), rate: null, count: 0 };
  }

  setRate(prefix, cents) {
    const known = this.isKnown(prefix);
    let place = this.start;
    if (!known) place.count++;
    for (const digit of prefix) {
      if (!place.next.has(digit)) place.next.set(digit, { next: new Map(), rate: null, count: 0 });
      place = place.next.get(digit);
      if (!known) place.count++;
    }
    place.rate = cents;
  }

  drop(prefix) {
    if (!this.isKnown(prefix)) return false;
    let place = this.start;
    place.count--;
    for (const digit of prefix) {
      place = place.next.get(digit);
      place.count--;
    }
    place.rate = null;
    return true;
  }

  rateOf(number) {
    let rate = null;
    let place = this.start;
    for (const digit of number) {
      place = place.next.get(digit);
      if (!place) break;
      if (place.rate) rate = place.rate;
    }
    return rate;
  }

  countBelow(digits) {
    return this.follow(digits)?.count ?? 0;
  }

  isKnown(prefix) {
    return Number.isInteger(this.follow(prefix)?.rate);
  }

  follow(digits) {
    let place = this.start;
    for (const digit of digits) place = place?.next.get(digit);
    return place;
  }
}
