function albumStarts(plays, album) {
  const lacking = new Map();
  let uneven = 0; // songs of which the run has too few or too many

  const change = (song, by) => {
    const before = lacking.get(song) ?? 0;
    lacking.set(song, before + by);
    if (before === 0) {
      uneven++;
    } else if (before + by === 0) {
      uneven--;
    }
  };

  album.forEach((song) => change(song, 1));
  const starts = [];
  for (let end = 1; end <= plays.length; end++) {
    change(plays[end - 1], -1);
    if (end > album.length) {
      change(plays[end - album.length - 1], 1);
    }
    if (uneven === 0) {
      starts.push(end - album.length);
    }
  }
  return starts;
}
