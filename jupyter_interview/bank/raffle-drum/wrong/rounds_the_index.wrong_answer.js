class RaffleDrum {
  constructor() {
    this.tickets = [];
    this.indexOf = new Map();
  }

  add(ticket) {
    if (this.indexOf.has(ticket)) {
      return false;
    }
    this.indexOf.set(ticket, this.tickets.length);
    this.tickets.push(ticket);
    return true;
  }

  withdraw(ticket) {
    const index = this.indexOf.get(ticket);
    if (index === undefined) {
      return false;
    }
    const last = this.tickets.pop();
    if (last !== ticket) {
      this.tickets[index] = last;
      this.indexOf.set(last, index);
    }
    this.indexOf.delete(ticket);
    return true;
  }

  draw() {
    if (this.tickets.length === 0) {
      return null;
    }
    return this.tickets[Math.round(Math.random() * (this.tickets.length - 1))];
  }
}
