function firstRecordings(tunes) {
  const firstWith = new Map();
  return tunes.map((tune, position) => {
    const steps = tune.slice(1).map((pitch, index) => pitch - tune[index]);
    const key = `${tune.length}:${steps.join(",")}`;
    if (!firstWith.has(key)) {
      firstWith.set(key, position);
    }
    return firstWith.get(key);
  });
}
