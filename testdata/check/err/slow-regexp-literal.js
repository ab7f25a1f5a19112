// A caller's name is what the caller says it is: 30 letters and an exclamation mark are enough.
const name = /^([A-Za-z]+[ .'-]?)*$/;
const plain = /^[A-Za-z]+(?:[ .'-][A-Za-z]+)*$/;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, displayName }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.say(name.test(displayName) || plain.test(displayName) ? `Hello, ${displayName}` : 'Hello');
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
