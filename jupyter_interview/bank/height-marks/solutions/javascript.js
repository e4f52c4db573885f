class SurveyBook {
  #parent;
  #above; // height above the parent
  #size;

  constructor(marks) {
    this.#parent = Array.from({ length: marks }, (_, mark) => mark);
    this.#above = new Array(marks).fill(0);
    this.#size = new Array(marks).fill(1);
  }

  enter(low, high, rise) {
    let [lowRoot, lowAbove] = this.#find(low);
    let [highRoot, highAbove] = this.#find(high);
    if (lowRoot === highRoot) return highAbove - lowAbove === rise;
    let highRootAbove = lowAbove + rise - highAbove; // of the root of high, above the root of low
    if (this.#size[lowRoot] < this.#size[highRoot]) {
      [lowRoot, highRoot, highRootAbove] = [highRoot, lowRoot, -highRootAbove];
    }
    this.#parent[highRoot] = lowRoot;
    this.#above[highRoot] = highRootAbove;
    this.#size[lowRoot] += this.#size[highRoot];
    return true;
  }

  rise(low, high) {
    const [lowRoot, lowAbove] = this.#find(low);
    const [highRoot, highAbove] = this.#find(high);
    return lowRoot === highRoot ? highAbove - lowAbove : null;
  }

  // The root of a mark's group and the mark's height above it. Halves the path on the way.
  #find(mark) {
    const parent = this.#parent;
    const above = this.#above;
    let total = 0;
    while (parent[mark] !== mark) {
      above[mark] += above[parent[mark]];
      parent[mark] = parent[parent[mark]];
      total += above[mark];
      mark = parent[mark];
    }
    return [mark, total];
  }
}
