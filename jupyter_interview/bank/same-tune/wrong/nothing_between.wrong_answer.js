function firstRecordings(tunes) {
  const firstWith = {};
  return tunes.map((tune, position) => {
    const key = tune.map((pitch) => pitch - tune[0]).join("");
    if (!(key in firstWith)) {
      firstWith[key] = position;
    }
    return firstWith[key];
  });
}
