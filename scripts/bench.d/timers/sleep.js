// 10,000 times: await a second. 10,000 virtual seconds.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

(async () => {
  for (let i = 0; i < 10000; i++) await sleep(1000);
  VoxEngine.terminate();
})();
