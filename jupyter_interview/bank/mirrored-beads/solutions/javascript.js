function canBeMirrored(beads) {
  const isMirrored = (left, right) => {
    while (left < right && beads[left] === beads[right]) {
      left++;
      right--;
    }
    return left >= right;
  };

  let left = 0;
  let right = beads.length - 1;
  while (left < right && beads[left] === beads[right]) {
    left++;
    right--;
  }
  return left >= right || isMirrored(left + 1, right) || isMirrored(left, right - 1);
}
