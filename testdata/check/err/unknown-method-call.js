// Methods that other APIs have, a slip, and one of VoxEngine.
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const { call } = e;
  call.on(CallEvents.Connected, () => call.sya('Hello'));
  call.addEventListener(CallEvents.PlaybackFinished, () => e.call.disconnect());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.startRecording();
  call.sendMediaBetween(call);
  call.answer();
});
