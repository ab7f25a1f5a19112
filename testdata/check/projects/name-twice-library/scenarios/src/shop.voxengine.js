const greeting = 'Good morning';
function Menu() {}
var attempts = attempts || 0;
var language;

function log(text) {
  Logger.write(`shop: ${text}`);
}

function stop() {
  VoxEngine.terminate();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  log(new Menu());
  call.addEventListener(CallEvents.Connected, () => call.say(greeting + attempts));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, stop);
  call.answer();
});
