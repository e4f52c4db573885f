class PhoneBook {
  constructor(capacity) {
    this.capacity = capacity;
    this.numbers = new Map(); // a Map keeps the order in which its keys were added: here, of last use
  }

  note(name, number) {
    let out = null;
    if (!this.numbers.delete(name) && this.numbers.size === this.capacity) {
      out = this.nextOut();
      this.numbers.delete(out);
    }
    this.numbers.set(name, number);
    return out;
  }

  call(name) {
    const number = this.numbers.get(name);
    if (number === undefined) {
      return null;
    }
    this.numbers.delete(name);
    this.numbers.set(name, number);
    return number;
  }

  strike(name) {
    return this.numbers.delete(name);
  }

  nextOut() {
    return this.numbers.keys().next().value ?? null;
  }
}
