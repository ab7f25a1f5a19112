// A copied head of a scenario: only the storage is needed.
require(Modules.ASR);
require(Modules.ApplicationStorage);
require(Modules.Recorder);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  try {
    await ApplicationStorage.put('last', callerid, 3600);
  } catch (e) {
    Logger.write(e);
  }
  call.answer();
  call.record({ stereo: true });
});
