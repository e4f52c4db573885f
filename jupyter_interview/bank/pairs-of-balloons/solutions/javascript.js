function leftHanging(balloons) {
  const hanging = [];
  for (const balloon of balloons) {
    if (hanging.at(-1) === balloon) hanging.pop();
    else hanging.push(balloon);
  }
  return hanging.join("");
}
