VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => { call.sendMessage('welcome'); call.sendInfo('application/json', '{"a":1}'); });
  call.addEventListener(CallEvents.MessageReceived, ({ text }) => call.sendMessage(`you said ${text}`));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
