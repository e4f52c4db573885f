function countLogins(times, windows) {
  return windows.map(([start, end]) => Math.max(0, loginsBefore(times, end + 1) - loginsBefore(times, start)));
}

function loginsBefore(times, moment) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
