class CourtBookings {
  #starts = []; // ascending
  #ends = new Map(); // by start

  book(start, end) {
    const place = this.#after(start);
    if (place > 0 && this.#ends.get(this.#starts[place - 1]) > start) return false;
    if (place < this.#starts.length && this.#starts[place] < end) return false;
    this.#starts.splice(place, 0, start);
    this.#ends.set(start, end);
    return true;
  }

  cancel(start) {
    if (!this.#ends.delete(start)) return false;
    this.#starts.splice(this.#after(start) - 1, 1);
    return true;
  }

  bookingAt(minute) {
    const start = this.#starts[this.#after(minute) - 1];
    return start !== undefined && minute < this.#ends.get(start) ? start : null;
  }

  // How many bookings begin at a minute or before.
  #after(minute) {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= minute) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
