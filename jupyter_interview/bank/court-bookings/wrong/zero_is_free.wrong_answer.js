class CourtBookings {
  constructor() {
    this.ends = new Map();
  }

  book(start, end) {
    for (const [otherStart, otherEnd] of this.ends) {
      if (start < otherEnd && otherStart < end) return false;
    }
    this.ends.set(start, end);
    return true;
  }

  cancel(start) {
    return this.ends.delete(start);
  }

  bookingAt(minute) {
    return [...this.ends.keys()].find((start) => start <= minute && minute < this.ends.get(start)) || null;
  }
}
