// Hung up and ended in one go: the outcome is never stored. The listener for the key does it rightly.
require(Modules.ApplicationStorage);

let outcome = 'unknown';

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Press one to confirm.');
  });
  call.addEventListener(CallEvents.ToneReceived, (e) => {
    outcome = e.tone;
    e.call.hangup();
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    setTimeout(() => {
      call.hangup();
      VoxEngine.terminate();
    }, 10000);
  });
  call.addEventListener(CallEvents.Disconnected, async () => {
    await ApplicationStorage.put('outcome', outcome, 3600).catch((error) => Logger.write(error));
    VoxEngine.terminate();
  });
});
