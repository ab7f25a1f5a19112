VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const using = 'a name like any other';
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    using recorder = VoxEngine.createRecorder();
    call.sendMediaTo(recorder);
    call.say(using);
  });
  call.answer();
});
