const calls = [];
VoxEngine.addEventListener(AppEvents.Started, () => Logger.write(`room ${VoxEngine.customData()}`));
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  calls.push(call);
  call.answer();
  call.addEventListener(CallEvents.Connected, () => call.say(`You are number ${calls.length}`));
});
