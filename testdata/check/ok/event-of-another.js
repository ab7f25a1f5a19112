// Events that fit what listens for them, though a glance may say otherwise.
//
//     voxemu run testdata/check/ok/event-of-another.js --do 'wait 5s; hangup' --far testdata/check/ok/far.yaml
const Events = CallEvents;
const { PlaybackFinished } = PlayerEvents;

// An emitter of the scenario's own takes any names.
const bus = {
  handlers: {},
  addEventListener(name, handler) {
    this.handlers[name] = handler;
  },
  emit(name) {
    this.handlers[name]?.();
  },
};

function listen(target, events) {
  Object.keys(events).forEach((name) => target.addEventListener(name, events[name]));
}

VoxEngine.addEventListener('Application.CallAlerting', (e) => {
  const call = e.call;
  const player = VoxEngine.createTTSPlayer('Welcome.');
  bus.addEventListener('greeted', () => call.say('How are you?'));
  player.addEventListener(PlaybackFinished, () => bus.emit('greeted'));
  player.addEventListener('Player.Error', ({ error }) => Logger.write(error));
  call.addEventListener(Events.Connected, () => player.sendMediaTo(call));
  call['addEventListener']('Call.PlaybackFinished', () => call.hangup());
  listen(call, { 'Call.Disconnected': VoxEngine.terminate });
  call.answer();
});
