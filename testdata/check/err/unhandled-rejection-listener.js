// A listener waits for the storage without try. The second listener is right.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  const entry = await ApplicationStorage.get(`blocked:${callerid}`);
  if (entry) {
    call.reject(603);
    VoxEngine.terminate();
    return;
  }
  call.addEventListener(CallEvents.Connected, async () => {
    call.say('Welcome.');
    try {
      await ApplicationStorage.put('last', callerid, 3600);
    } catch (error) {
      Logger.write(error);
    }
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
