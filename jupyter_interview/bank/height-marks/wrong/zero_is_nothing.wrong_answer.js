class SurveyBook {
  constructor(marks) {
    this.neighbours = Array.from({ length: marks }, () => new Map());
  }

  enter(low, high, rise) {
    const known = this.rise(low, high);
    if (known) return known === rise;
    this.neighbours[low].set(high, rise);
    this.neighbours[high].set(low, -rise);
    return true;
  }

  rise(low, high) {
    const heights = new Map([[low, 0]]);
    for (const [mark, height] of heights) {
      if (mark === high) return height;
      for (const [next, step] of this.neighbours[mark]) {
        if (!heights.has(next)) heights.set(next, height + step);
      }
    }
    return null;
  }
}
