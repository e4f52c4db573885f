class CratePile {
  constructor() {
    this.layers = []; // each crate with the lightest weight from the ground up to it, and how often that occurs
  }

  put(weight) {
    const below = this.layers.at(-1);
    if (below === undefined || weight < below.lightest) {
      this.layers.push({ weight, lightest: weight, howMany: 1 });
    } else {
      const howMany = below.howMany + (weight === below.lightest ? 1 : 0);
      this.layers.push({ weight, lightest: below.lightest, howMany });
    }
  }

  take() {
    return this.layers.pop()?.weight ?? null;
  }

  lightest() {
    return this.layers.at(-1)?.lightest ?? null;
  }

  howMany() {
    return this.layers.at(-1)?.howMany ?? 0;
  }
}
