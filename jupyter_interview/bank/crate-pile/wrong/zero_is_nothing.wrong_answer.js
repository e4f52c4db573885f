class CratePile {
  constructor() {
    this.weights = [];
    this.records = [];
  }

  put(weight) {
    this.weights.push(weight);
    const lightest = this.records.at(-1);
    if (lightest === undefined || weight < lightest.weight) this.records.push({ weight, count: 1 });
    else if (weight === lightest.weight) lightest.count++;
  }

  take() {
    const weight = this.weights.pop();
    const lightest = this.records.at(-1);
    if (lightest && weight === lightest.weight && --lightest.count === 0) this.records.pop();
    return weight || null;
  }

  lightest() {
    return this.records.at(-1)?.weight || null;
  }

  howMany() {
    return this.records.at(-1)?.count || 0;
  }
}
