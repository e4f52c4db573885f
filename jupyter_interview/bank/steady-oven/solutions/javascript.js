// A queue of positions; the front has the most extreme reading of the window.
class Extremes {
  constructor(readings, outdoes) {
    this.readings = readings;
    this.outdoes = outdoes;
    this.positions = [];
    this.front = 0; // an index, as shift() would move the whole array
  }

  add(position) {
    const { positions, readings } = this;
    while (positions.length > this.front && this.outdoes(readings[position], readings[positions.at(-1)])) {
      positions.pop();
    }
    positions.push(position);
  }

  dropBefore(start) {
    if (this.positions[this.front] < start) {
      this.front++;
    }
  }

  get reading() {
    return this.readings[this.positions[this.front]];
  }
}

function longestSteady(readings, tolerance) {
  const largest = new Extremes(readings, (entering, old) => entering >= old);
  const smallest = new Extremes(readings, (entering, old) => entering <= old);
  let longest = 0;
  let start = 0;
  for (let end = 0; end < readings.length; end++) {
    largest.add(end);
    smallest.add(end);
    while (largest.reading - smallest.reading > tolerance) {
      start++;
      largest.dropBefore(start);
      smallest.dropBefore(start);
    }
    longest = Math.max(longest, end - start + 1);
  }
  return longest;
}
