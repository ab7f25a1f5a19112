// Objects have to be made JSON of. Numbers are written as texts.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  const state = { step: 1, digits: [] };
  try {
    await ApplicationStorage.put(`call:${callerid}`, { callerid, at: Date.now() }, 3600);
    await ApplicationStorage.put(`digits:${callerid}`, [1, 2, 3], 3600);
    await ApplicationStorage.put(`state:${callerid}`, state, 3600);
    await ApplicationStorage.put(`step:${callerid}`, state.step, 3600);
    await ApplicationStorage.put(`json:${callerid}`, JSON.stringify(state), 3600);
  } catch (error) {
    Logger.write(error);
  }
  call.answer();
  call.say('Hello.');
});
