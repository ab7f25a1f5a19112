require(Modules.ApplicationStorage);

const entry = await ApplicationStorage.get('greeting');

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say(entry.value));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
