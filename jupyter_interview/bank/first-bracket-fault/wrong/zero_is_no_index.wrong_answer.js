const OPENING_OF = { ")": "(", "]": "[", "}": "{" };

function firstFault(text) {
  const stillOpen = [];
  for (let index = 0; index < text.length; index++) {
    if ("([{".includes(text[index])) {
      stillOpen.push(index);
    } else if (text[index] in OPENING_OF) {
      const opened = stillOpen.pop();
      if (!opened || text[opened] !== OPENING_OF[text[index]]) return index;
    }
  }
  return stillOpen[0] ?? -1;
}
