(function keys() {
  let sum = 0;
  for (let round = 0; round < 10; round++) {
    const o = {};
    for (let i = 0; i < 10000; i++) o[`key${i}`] = i;
    for (const k of Object.keys(o)) sum += o[k];
    for (let i = 0; i < 10000; i += 2) delete o[`key${i}`];
  }
  return sum;
})
