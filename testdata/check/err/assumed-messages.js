// Messages and hold.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.OnHold, () => Logger.write('on hold'));
  call.addEventListener('Call.OffHold', () => Logger.write('off hold'));
  call.addEventListener(CallEvents.Connected, () => call.sendMessage(uuidgen()));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
