// 10,000 times: await what is there already.
(async () => {
  let sum = 0;
  for (let i = 0; i < 10000; i++) sum += await 1;
  VoxEngine.terminate();
})();
