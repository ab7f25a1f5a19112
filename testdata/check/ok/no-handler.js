// Handlers that are made, bound, chosen, or the API's own: all of them are functions.
//
//     voxemu run testdata/check/ok/no-handler.js --do 'wait 3s; press 1; wait 3s' --far testdata/check/ok/far.yaml
const say = (call, text) => () => call.say(text);

function logger(prefix) {
  return function (e) {
    Logger.write(`${prefix} ${e.name}`);
  };
}

function Menu(call) {
  this.call = call;
  this.onTone = this.onTone.bind(this);
}

Menu.prototype.onTone = function (e) {
  Logger.write(e.tone);
  this.call.hangup();
};

const handlers = { ...{ connected: logger('connected') } };
let finished;

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  const menu = new Menu(call);
  const quiet = VoxEngine.customData() === 'quiet';
  finished = logger('finished');
  call.handleTones(true);
  call.addEventListener(CallEvents.Connected, quiet ? handlers.connected : say(call, 'Press a key.'));
  call.addEventListener(CallEvents.PlaybackFinished, finished);
  call.addEventListener(CallEvents.ToneReceived, menu.onTone);
  call.addEventListener(CallEvents.RecordStarted, quiet && logger('recording'));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  await new Promise((resolve, reject) => {
    call.addEventListener(CallEvents.Connected, resolve);
    call.addEventListener(CallEvents.Disconnected, reject);
  }).catch(() => Logger.write('never connected'));
});
