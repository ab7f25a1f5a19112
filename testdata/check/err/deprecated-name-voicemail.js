// Detection by the older function, and the older statistics.
require(Modules.AI);

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN('15550100', '15550199');
  call.addEventListener(CallEvents.Statistics, (e) => Logger.write(e.call.id()));
  call.addEventListener(CallEvents.Connected, () => {
    AI.detectVoicemail(call)
      .then(() => call.hangup())
      .catch(() => call.say('Hello, this is no machine'));
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
