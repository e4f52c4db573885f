function mostInCommon(first, second) {
  // row[j]: best for the songs of `first` so far and j songs of `second`
  const row = new Array(second.length + 1).fill(0);
  for (const song of first) {
    let diagonal = 0;
    for (let index = 1; index <= second.length; index++) {
      const above = row[index];
      row[index] = song === second[index - 1] ? diagonal + 1 : Math.max(above, row[index - 1]);
      diagonal = above;
    }
  }
  return row[second.length];
}

const [n, , ...songs] = require("node:fs").readFileSync(0, "utf8").split(/\s+/).filter(Boolean).map(Number);
console.log(mostInCommon(songs.slice(0, n), songs.slice(n)));
