function mostInLine(posts) {
  let most = Math.min(posts.length, 1);
  for (let index = 0; index < posts.length; index++) {
    const [x, y] = posts[index];
    const inDirection = new Map();
    for (let later = index + 1; later < posts.length; later++) {
      const key = direction(posts[later][0] - x, posts[later][1] - y);
      const count = (inDirection.get(key) ?? 0) + 1;
      inDirection.set(key, count);
      most = Math.max(most, count + 1);
    }
  }
  return most;
}

// The smallest step in this direction; of two opposite ones, that which leads east, or else north.
function direction(east, north) {
  let divisor = gcd(Math.abs(east), Math.abs(north));
  if (east < 0 || (east === 0 && north < 0)) {
    divisor = -divisor;
  }
  return `${east / divisor},${north / divisor}`;
}

function gcd(a, b) {
  while (b > 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
