// Three slips beside three right lines.
const E = CallEvents;
const { Connected, Disconnected: Disconected } = CallEvents;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(Connected, () => call.say('Hello'));
  call.addEventListener(Disconected, VoxEngine.terminate);
  call.addEventListener(E.PlaybackFinished, () => call.hangup());
  call.addEventListener(E.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents['Connected'], () => Logger.write('connected'));
  call.addEventListener(CallEvents['Disconnected'], VoxEngine.terminate);
  call.answer();
});
