// One wrapper for everything that may fail.
//
//     voxemu run testdata/check/ok/safe-wrapper.js
require(Modules.ApplicationStorage);

async function attempt(what, work, fallback = null) {
  try {
    return await work();
  } catch (error) {
    Logger.write(`${what}: ${error}`);
    return fallback;
  }
}

const asyncHandler = (fn) => (event) => fn(event).catch((error) => {
  Logger.write(error);
  VoxEngine.terminate();
});

VoxEngine.addEventListener(AppEvents.CallAlerting, asyncHandler(async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  const seen = await attempt('get', () => ApplicationStorage.get(callerid));
  await attempt('put', () => ApplicationStorage.put(callerid, new Date().toISOString(), 86400));
  call.answer();
  call.say(seen ? `Your last call was on ${seen.value.slice(0, 10)}.` : 'Welcome.');
  call.addEventListener(CallEvents.PlaybackFinished, asyncHandler(async () => {
    await ApplicationStorage.put('last', callerid, 86400);
    call.hangup();
  }));
}));
