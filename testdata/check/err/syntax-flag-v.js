const letters = /^[\p{L}--[a-z]]+$/v;
const words = /^\p{L}+$/u;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, displayName }) => {
  Logger.write(letters.test(displayName) || words.test(displayName));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
