function longestBlock(artists, limit) {
  const songsOf = new Map();
  let longest = 0;
  let start = 0;
  for (const [end, artist] of artists.entries()) {
    songsOf.set(artist, (songsOf.get(artist) ?? 0) + 1);
    while (songsOf.size > limit) {
      const leaving = artists[start++];
      const left = songsOf.get(leaving) - 1;
      if (left === 0) {
        songsOf.delete(leaving);
      } else {
        songsOf.set(leaving, left);
      }
    }
    longest = Math.max(longest, end - start + 1);
  }
  return longest;
}
