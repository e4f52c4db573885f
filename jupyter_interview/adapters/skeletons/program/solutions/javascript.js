const text = require("fs").readFileSync(0, "utf8");
const numbers = text.trim().split("\n").map(Number);
console.log(numbers.reduce((sum, number) => sum + number, 0));
