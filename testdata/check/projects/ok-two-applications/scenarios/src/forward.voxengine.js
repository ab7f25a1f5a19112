VoxEngine.forwardCallToPSTN((destination) => desk[nameOf(destination)], (caller, callee) => {
  Logger.write(`${caller.callerid()} talks to ${callee.number()}`);
});
