// Modules that are loaded late, by another name, or only if they are wanted; and names that hide those of modules.
//
//     voxemu run testdata/check/ok/missing-require.js
const load = require;
const IVR = { Digits: 4 };

function listen(call, ASREvents) {
  return call.id() + ASREvents.Result;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    load(Modules.Conference);
    const room = VoxEngine.createConference({ hd_audio: true });
    VoxEngine.sendMediaBetween(call, room);
    if (typeof SmartQueueEvents !== 'undefined') Logger.write(SmartQueueEvents.Error);
    Logger.write(listen(call, { Result: IVR.Digits }));
    setTimeout(() => {
      room.stop();
      call.hangup();
    }, 1000);
  });
  call.answer();
});
