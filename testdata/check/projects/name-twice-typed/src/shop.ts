type Texts = Record<string, string>;
const texts: Texts = { hello: 'Hello' };
let state = 'open';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say(state === 'open' ? texts.hello : 'We are closed'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
