// An announcement before the call is answered, so that the caller pays nothing.
//
//     voxemu run scenarios/examples/early-announcement --do 'ring 30s'
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.startEarlyMedia();
  call.say('The number has changed. Please dial 1 5 5 5, 0 8 0 0.', { voice: VoiceList.Amazon.en_US_Joanna });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.reject(410));
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
