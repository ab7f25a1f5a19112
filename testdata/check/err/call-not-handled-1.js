// A line for the log, and away. The paths beside it are right.
const blocked = new Set(['15550666']);

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  if (blocked.has(e.callerid)) {
    Logger.write(`${e.callerid} is blocked`);
    return;
  }
  if (e.headers['X-Test']) {
    e.call.reject(480);
    return;
  }
  if (!e.destination) {
    VoxEngine.terminate();
    return;
  }
  e.call.answer();
});
